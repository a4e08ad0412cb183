import Faults
import FoundationEssentials
import ImageContent
import SchemaValidation
import Testing

@testable import Scenarios

/// The files of `docs/ci`, against what the documents of GitHub and Kubernetes say about their structure.
@Suite struct CIFilesTests {
    private func document(_ name: String) throws -> JSONValue {
        let text = try String(contentsOfFile: fixture("../../docs/ci/\(name)"), encoding: .utf8)
        return JSONValue(try YAMLDocument(text).root)
    }

    private func validator(_ schema: String) throws -> SchemaValidator {
        SchemaValidator(try JSONValue(json: schema))
    }

    /// Workflow syntax for GitHub Actions: the keys of a workflow, a job and a step.
    private static let workflowSchema = """
        {"type": "object", "required": ["on", "jobs"], "additionalProperties": false, "properties": {
          "name": {"type": "string"}, "on": {"type": "object", "additionalProperties": false, "properties": {
            "schedule": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["cron"],
              "properties": {"cron": {"type": "string", "pattern": "^\\\\S+ \\\\S+ \\\\S+ \\\\S+ \\\\S+$"}}}},
            "workflow_dispatch": {}}},
          "permissions": {"type": "object"}, "env": {"type": "object"},
          "jobs": {"type": "object", "minProperties": 1, "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_-]*$"},
            "additionalProperties": {"$ref": "#/$defs/job"}}},
         "$defs": {
          "job": {"type": "object", "required": ["runs-on", "steps"], "additionalProperties": false, "properties": {
            "name": {"type": "string"}, "runs-on": {"type": "string"}, "needs": {"type": "string"},
            "if": {"type": "string"}, "timeout-minutes": {"type": "number"}, "env": {"type": "object"},
            "container": {"type": "object", "required": ["image"], "additionalProperties": false, "properties": {
              "image": {"type": "string"}, "options": {"type": "string"}}},
            "strategy": {"type": "object", "required": ["matrix"], "additionalProperties": false, "properties": {
              "fail-fast": {"type": "boolean"}, "matrix": {"type": "object", "minProperties": 1}}},
            "steps": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/step"}}}},
          "step": {"type": "object", "additionalProperties": false,
            "oneOf": [{"required": ["uses"]}, {"required": ["run"]}], "properties": {
              "name": {"type": "string"}, "if": {"type": "string"}, "run": {"type": "string"},
              "uses": {"type": "string", "pattern": "^[a-z-]+/[a-z-]+@v[0-9]+$"}, "with": {"type": "object"},
              "env": {"type": "object"}}}}}
        """

    /// The Job of Kubernetes' API batch/v1, as far as it is used.
    private static let jobSchema = """
        {"type": "object", "required": ["apiVersion", "kind", "metadata", "spec"], "additionalProperties": false,
         "properties": {"apiVersion": {"const": "batch/v1"}, "kind": {"const": "Job"},
          "metadata": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"}}},
          "spec": {"type": "object", "required": ["completionMode", "completions", "parallelism", "template"],
           "additionalProperties": false, "properties": {
            "completionMode": {"const": "Indexed"}, "completions": {"type": "integer", "minimum": 1},
            "parallelism": {"type": "integer", "minimum": 1}, "backoffLimitPerIndex": {"type": "integer", "minimum": 0},
            "maxFailedIndexes": {"type": "integer", "minimum": 0}, "activeDeadlineSeconds": {"type": "integer"},
            "ttlSecondsAfterFinished": {"type": "integer", "minimum": 0},
            "template": {"type": "object", "required": ["spec"], "additionalProperties": false, "properties": {
             "metadata": {"type": "object"},
             "spec": {"type": "object", "required": ["restartPolicy", "containers"], "additionalProperties": false,
              "properties": {"restartPolicy": {"const": "Never"},
               "containers": {"type": "array", "minItems": 1, "maxItems": 1, "items": {"$ref": "#/$defs/container"}},
               "volumes": {"type": "array", "items": {"type": "object", "required": ["name"]}}}}}}}}},
         "$defs": {"container": {"type": "object", "required": ["name", "image", "securityContext"],
          "additionalProperties": false, "properties": {
           "name": {"type": "string"}, "image": {"type": "string"}, "workingDir": {"type": "string"},
           "command": {"type": "array", "items": {"type": "string"}},
           "args": {"type": "array", "items": {"type": "string"}},
           "securityContext": {"type": "object", "required": ["privileged"], "properties": {
             "privileged": {"const": true}}},
           "resources": {"type": "object"},
           "volumeMounts": {"type": "array", "items": {"type": "object", "required": ["name", "mountPath"]}}}}}}
        """

    /// The Deployment of apps/v1 and the Service of v1, in a List, as far as they are used.
    private static let serveSchema = """
        {"type": "object", "required": ["apiVersion", "kind", "items"], "additionalProperties": false,
         "properties": {"apiVersion": {"const": "v1"}, "kind": {"const": "List"},
          "items": {"type": "array", "minItems": 2, "maxItems": 2,
           "items": {"oneOf": [{"$ref": "#/$defs/deployment"}, {"$ref": "#/$defs/service"}]}}},
         "$defs": {
          "name": {"type": "string", "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"},
          "metadata": {"type": "object", "required": ["name"], "additionalProperties": false,
           "properties": {"name": {"$ref": "#/$defs/name"}}},
          "labels": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
          "port": {"type": "integer", "minimum": 1, "maximum": 65535},
          "deployment": {"type": "object", "required": ["apiVersion", "kind", "metadata", "spec"],
           "additionalProperties": false, "properties": {
            "apiVersion": {"const": "apps/v1"}, "kind": {"const": "Deployment"},
            "metadata": {"$ref": "#/$defs/metadata"},
            "spec": {"type": "object", "required": ["selector", "template"], "additionalProperties": false,
             "properties": {"replicas": {"type": "integer", "minimum": 0},
              "strategy": {"type": "object", "required": ["type"], "additionalProperties": false, "properties": {
               "type": {"enum": ["Recreate", "RollingUpdate"]}}},
              "selector": {"type": "object", "required": ["matchLabels"], "additionalProperties": false,
               "properties": {"matchLabels": {"$ref": "#/$defs/labels"}}},
              "template": {"type": "object", "required": ["metadata", "spec"], "additionalProperties": false,
               "properties": {
                "metadata": {"type": "object", "required": ["labels"], "additionalProperties": false, "properties": {
                 "labels": {"$ref": "#/$defs/labels"}}},
                "spec": {"type": "object", "required": ["containers"], "additionalProperties": false, "properties": {
                 "containers": {"type": "array", "minItems": 1, "maxItems": 1,
                  "items": {"$ref": "#/$defs/container"}},
                 "volumes": {"type": "array", "items": {"type": "object", "required": ["name", "emptyDir"],
                  "additionalProperties": false, "properties": {"name": {"$ref": "#/$defs/name"},
                   "emptyDir": {"type": "object"}}}}}}}}}}}},
          "container": {"type": "object", "required": ["name", "image", "command", "ports"],
           "additionalProperties": false, "properties": {
            "name": {"$ref": "#/$defs/name"}, "image": {"type": "string"},
            "command": {"type": "array", "minItems": 1, "items": {"type": "string"}},
            "ports": {"type": "array", "items": {"type": "object", "required": ["name", "containerPort"],
             "additionalProperties": false, "properties": {
              "name": {"$ref": "#/$defs/name"}, "containerPort": {"$ref": "#/$defs/port"}}}},
            "readinessProbe": {"type": "object", "required": ["exec"], "additionalProperties": false, "properties": {
             "exec": {"type": "object", "required": ["command"], "additionalProperties": false, "properties": {
              "command": {"type": "array", "minItems": 1, "items": {"type": "string"}}}}}},
            "securityContext": {"type": "object", "additionalProperties": false, "properties": {
             "allowPrivilegeEscalation": {"const": false}, "readOnlyRootFilesystem": {"const": true},
             "runAsNonRoot": {"const": true}, "runAsUser": {"type": "integer", "minimum": 1},
             "capabilities": {"type": "object", "required": ["drop"], "additionalProperties": false, "properties": {
              "drop": {"type": "array", "items": {"type": "string"}}}}}},
            "volumeMounts": {"type": "array", "items": {"type": "object", "required": ["name", "mountPath"],
             "additionalProperties": false, "properties": {"name": {"$ref": "#/$defs/name"},
              "mountPath": {"type": "string", "pattern": "^/"}}}}}},
          "service": {"type": "object", "required": ["apiVersion", "kind", "metadata", "spec"],
           "additionalProperties": false, "properties": {
            "apiVersion": {"const": "v1"}, "kind": {"const": "Service"}, "metadata": {"$ref": "#/$defs/metadata"},
            "spec": {"type": "object", "required": ["selector", "ports"], "additionalProperties": false,
             "properties": {"clusterIP": {"type": "string"}, "selector": {"$ref": "#/$defs/labels"},
              "ports": {"type": "array", "minItems": 1, "items": {"type": "object",
               "required": ["name", "port", "targetPort"], "additionalProperties": false, "properties": {
                "name": {"$ref": "#/$defs/name"}, "port": {"$ref": "#/$defs/port"},
                "targetPort": {"$ref": "#/$defs/name"}}}}}}}}}}
        """

    @Test func `the workflow is one that GitHub would take`() throws {
        #expect(try validator(Self.workflowSchema).problems(of: document("github-actions.yaml")) == [])
    }

    @Test func `the workflow runs every shard once and merges them`() throws {
        let jobs = try #require(document("github-actions.yaml")["jobs"])
        let shard = try #require(jobs["shard"])
        #expect(shard["strategy"]?["matrix"]?["shard"]?.items == [.integer(1), .integer(2), .integer(3), .integer(4)])
        #expect(shard["container"]?["options"]?.text == "--privileged")
        let run = try #require(
            shard["steps"]?.items?.compactMap { $0["run"]?.text }.first { $0.contains("chaospull run") })
        #expect(run.contains("--shard ${{ matrix.shard }}/4 "))
        #expect(run.contains("--report json=shard-${{ matrix.shard }}.json"))
        let summary = try #require(jobs["summary"])
        #expect(summary["needs"]?.text == "shard" && summary["if"]?.text == "always()")
        let merge = try #require(summary["steps"]?.items?.compactMap { $0["run"]?.text }.first { $0.contains("merge") })
        #expect(merge.contains("chaospull merge shard-*.json") && merge.contains("--report markdown=summary.md"))
        let steps = summary["steps"]?.items?.compactMap { $0["run"]?.text } ?? []
        #expect(steps.contains { $0.contains("summary.md >> \"$GITHUB_STEP_SUMMARY\"") })
        let uses = jobs["shard"]?["steps"]?.items?.compactMap { $0["uses"]?.text } ?? []
        #expect(uses.contains { $0.hasPrefix("actions/upload-artifact@") })
    }

    @Test func `the job is one that Kubernetes would take`() throws {
        #expect(try validator(Self.jobSchema).problems(of: document("kubernetes-job.yaml")) == [])
    }

    @Test func `each pod of the job runs the shard of its index`() throws {
        let spec = try #require(document("kubernetes-job.yaml")["spec"])
        let completions = try #require(spec["completions"]?.value)
        #expect(spec["parallelism"]?.value == completions)
        let container = try #require(spec["template"]?["spec"]?["containers"]?.items?.first)
        let script = try #require(container["args"]?.items?.first?.text)
        #expect(script.contains("--shard \"$((JOB_COMPLETION_INDEX + 1))/\(Int(completions))\""))
        #expect(script.contains("json=shard-$JOB_COMPLETION_INDEX.json"))
        let volumes = Set(spec["template"]?["spec"]?["volumes"]?.items?.compactMap { $0["name"]?.text } ?? [])
        #expect(container["volumeMounts"]?.items?.allSatisfy { volumes.contains($0["name"]?.text ?? "") } == true)
    }

    @Test(arguments: ["privileged: true", "completionMode: Indexed", "apiVersion: batch/v1"])
    func `a job that lacks what it needs is noticed`(line: String) throws {
        let text = try String(contentsOfFile: fixture("../../docs/ci/kubernetes-job.yaml"), encoding: .utf8)
        let changed = text.replacing(line, with: line.prefix { $0 != ":" } + ": other")
        #expect(try !validator(Self.jobSchema).problems(of: JSONValue(YAMLDocument(changed).root)).isEmpty)
    }

    @Test func `Kubernetes would take the Deployment and the Service`() throws {
        #expect(try validator(Self.serveSchema).problems(of: document("kubernetes-serve.yaml")) == [])
    }

    @Test(arguments: ["kind: Service", "clusterIP: 10", "replicas: 1", "mountPath: /served"])
    func `a Deployment or Service with an unknown field is noticed`(line: String) throws {
        let text = try String(contentsOfFile: fixture("../../docs/ci/kubernetes-serve.yaml"), encoding: .utf8)
        #expect(text.contains(line))
        let changed = text.replacing(line, with: "x" + line)
        #expect(try !validator(Self.serveSchema).problems(of: JSONValue(YAMLDocument(changed).root)).isEmpty)
    }

    @Test func `the Service leads to the ports that serve has, under the name in its certificates`() throws {
        let items = try document("kubernetes-serve.yaml")["items"]?.items ?? []
        let (deployment, service) = (try #require(items.first), try #require(items.last))
        let pod = try #require(deployment["spec"]?["template"])
        let container = try #require(pod["spec"]?["containers"]?.items?.first)
        let command = container["command"]?.items?.compactMap(\.text) ?? []
        let address = try #require(service["spec"]?["clusterIP"]?.text)
        #expect(command.contains("--name=\(address)") && command.contains("--listen=0.0.0.0"))
        let served = container["ports"]?.items?.map { [$0["name"], $0["containerPort"]] } ?? []
        #expect(service["spec"]?["ports"]?.items?.map { [$0["targetPort"], $0["port"]] } == served)
        // Without --port: the registry's, and the next ones in the order of the hosts.
        #expect(served.compactMap { $0.last??.value } == [5000, 5001, 5002, 5003])
        #expect(!command.contains { $0.hasPrefix("--port") })
        #expect(service["spec"]?["selector"] == pod["metadata"]?["labels"])
        #expect(deployment["spec"]?["selector"]?["matchLabels"] == pod["metadata"]?["labels"])
        let readme = try String(contentsOfFile: fixture("../../docs/ci/README.md"), encoding: .utf8)
        #expect(readme.contains("server = \"https://\(address):5000\"\nca = \"ca.crt\"\n[host]\n"))
        #expect(readme.contains("`/etc/containerd/certs.d/\(address):5000/hosts.toml`"))
        let scenario = try #require(command.first { $0.hasPrefix("/scenarios/") })
        #expect(try Scenario(contentsOf: fixture("../../scenarios/\(scenario.dropFirst(11))")).faults.count == 1)
    }
}
