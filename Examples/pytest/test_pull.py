"""Skopeo in a world whose registry breaks and heals; run as root: python3 -m pytest Examples/pytest"""
import json, os, socket, subprocess, time
import pytest

CHAOSPULL = os.environ.get("CHAOSPULL", "chaospull")


@pytest.fixture
def ask(tmp_path):
    path = str(tmp_path / "world.sock")
    command = [CHAOSPULL, "shell", "scenarios/control.yaml", "--puller", "skopeo", "--control", path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as world:
        while not os.path.exists(path) and world.poll() is None:
            time.sleep(0.05)
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
            lines = client.makefile("rw")

            def ask(word, **keys):
                print(json.dumps({"do": word, **keys}), file=lines, flush=True)
                return json.loads(lines.readline())

            yield ask
        world.stdin.close()  # The shell reads its end, and the world is removed.


def test_skopeo_fails_while_manifests_do_and_then_works(ask):
    assert ask("pull")["pull"]["outcome"] == "pulled"
    ask("arm", fault={"fault": "http.status", "status": 503, "match": {"resource": "manifest"}})
    assert ask("pull")["pull"]["outcome"] == "failed"
    assert ask("fired")["faults"][0]["fired"] > 0
    ask("heal")
    assert ask("pull")["pull"]["outcome"] == "pulled"
