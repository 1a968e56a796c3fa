# Tamtam. `make` lists what can be made; everything installs what it lacks (.ci/deps.sh).
SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS   += --no-print-directory
.DEFAULT_GOAL := help

# The window is built for X11: what a virtual display tests is what ships (Wayland desktops run it through XWayland).
ifeq ($(shell uname -s),Linux)
TAGS  := x11
comma := ,
endif
GIT     := $(shell git describe --tags --always --dirty 2>/dev/null)
VERSION ?= $(or $(GIT),unknown)
export GOFLAGS := $(if $(TAGS),-tags=$(TAGS)) $(if $(GIT),,-buildvcs=false)
RELEASE := -tags $(if $(TAGS),$(TAGS)$(comma))migrated_fynedo -trimpath -ldflags "-s -w -X main.version=$(VERSION)"
# A folder of the project's own for tools of exact versions.
BIN := $(CURDIR)/bin

.PHONY: help demo run build test e2e soak bench lint clean
.PHONY: deps-go deps-build deps-window deps-test deps-bench

help: ## list what can be made
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name about; do printf '  make %-7s %s\n' "$$name" "$$about"; done

demo: deps-build ## show the main job on the simulated account: in a window, or without a display as pictures in build/demo
	@.ci/demo.sh

run: deps-build ## build and start Tamtam with your own data
	@mkdir -p build && go build -o build/tamtam ./cmd/tamtam && exec build/tamtam $(ARGS)

build: deps-build ## build the released programs into build/
	@mkdir -p build
	go build $(RELEASE) -o build/tamtam ./cmd/tamtam
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o build/ ./cmd/tamtamctl ./cmd/gongsim

test: deps-test ## run all tests: units, contract, window, race, keychain, fuzzing, the real window
	@.ci/test.sh

e2e: deps-window ## use the real window by mouse and keyboard on a virtual display
	@.ci/test.sh window

soak: deps-test ## run the tests with their full numbers: 100 kills, long fuzzing (an hour and more)
	@TAMTAM_SOAK=1 .ci/test.sh

bench: deps-bench ## measure: one table of pace, memory, size and speed
	@.ci/bench.sh

lint: deps-build ## gofumpt, vet, staticcheck, golangci-lint, govulncheck, deadcode at exact versions
	@BIN="$(BIN)" .ci/lint.sh

clean: ## remove what was made
	rm -rf build bin .vulndb

deps-go:
	@.ci/deps.sh go
deps-build:
	@.ci/deps.sh go build
deps-window:
	@.ci/deps.sh go build window
deps-test:
	@.ci/deps.sh go build window test
deps-bench:
	@.ci/deps.sh go build window bench
