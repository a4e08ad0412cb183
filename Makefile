# Warnings are errors on the command line only: in the manifest the flag would bind packages that depend on this one.
STRICT := -Xswiftc -warnings-as-errors
CHAOSPULL := .build/debug/chaospull
# The pullers that need no more than a minute; podman, buildah and skopeo ask again for up to four.
QUICK := udp-loss --puller docker --puller containerd --puller cri --puller ch-image
ARGS ?= $(QUICK)
PREFIX ?= /usr/local
FUZZ ?= -max_total_time=60
# Each of these tests runs several real pullers at once, and pullers have deadlines: so few tests run at a time.
END_TO_END := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=6

.DEFAULT_GOAL := help
.PHONY: help setup build run test example check fmt lint docs generate atlas install package bench fuzz clean

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what is missing (Debian, root); starts no daemon.
	@.ci/setup

build: setup ## Build the command chaospull.
	swift build $(STRICT) --product chaospull

run: build ## Run the main job, in a minute; ARGS="scenarios --seed 2" runs others.
	$(CHAOSPULL) run $(ARGS)
	@[ "$(ARGS)" != "$(QUICK)" ] || printf '%s\n' \
	    "These were the quick ones. make run ARGS=udp-loss runs all pullers that are installed, in four minutes;" \
	    "make run ARGS=scenarios runs all scenarios with them, in an hour or two."

test: setup ## Run all tests, with real pullers too (root).
	swift build $(STRICT) --build-tests
	swift test $(STRICT) --skip-build --skip EndToEndTests
	$(END_TO_END) swift test $(STRICT) --skip-build --filter EndToEndTests
	$(MAKE) --no-print-directory example

example: ## Run the tests of Examples, which are like a user's (root).
	swift test $(STRICT) --package-path Examples/PullerTests --scratch-path .build
	CHAOSPULL=$(CHAOSPULL) /usr/bin/python3 -m pytest -q -p no:cacheprovider Examples/pytest

check: setup lint ## Lint, build without warnings, run all tests but those with real pullers.
	swift build $(STRICT) --build-tests
	swift test $(STRICT) --skip-build --skip EndToEndTests

fmt: ## Format the sources.
	swift format -i -r Sources Tests Benchmarks Examples Package.swift

lint: ## Check the format and the rules of the sources.
	swift format lint --strict -r Sources Tests Benchmarks Examples Package.swift

docs: setup ## Make the documentation of the library, below .build/plugins.
	for target in ChaosPull ChaosPullXCTest Judging Reports Scenarios; do \
	    swift package $(STRICT) generate-documentation --target $$target --warnings-as-errors || exit 1; \
	done

generate: ## Make the CRI's code again after its .proto file changed.
	@.ci/generate

atlas: build ## Run the whole matrix and make docs/atlas.json and its pages from it; takes hours.
	$(CHAOSPULL) run scenarios --pullers all --jobs 8 --output .build/atlas >/dev/null || [ $$? = 1 ]
	$(CHAOSPULL) atlas .build/atlas

install: setup ## Install below PREFIX (/usr/local): a release build, scenarios, man pages, completions.
	.ci/install "$(DESTDIR)$(PREFIX)"

package: setup ## Make a .deb and a .tar.gz in .build/package, which need no Swift.
	.ci/package

bench: setup ## Measure the sandbox, the mangler, the matrix and the memory; takes minutes.
	.ci/bench

# Swift's own backtraces would catch the signal with which libFuzzer saves a failing input.
fuzz: ## Mutate packets with libFuzzer for a minute; FUZZ="-runs=10000000 -seed=1" changes that.
	swift build $(STRICT) --configuration release --package-path Tests/PacketFuzzer --scratch-path .build-fuzz \
	    --sanitize fuzzer --product packet-fuzzer
	SWIFT_BACKTRACE=enable=no .build-fuzz/release/packet-fuzzer .build-fuzz/corpus \
	    -artifact_prefix=.build-fuzz/ -max_len=2048 $(FUZZ)

clean: ## Remove builds and the folders of runs.
	rm -rf .build .build-bench .build-fuzz chaospull-results chaospull-replays
