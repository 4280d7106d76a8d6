# Two commands do everything on a fresh Debian machine with Go:
#   make run     build, run the night on sample-data/acme, print the summary
#   make test    install what the tests need, vet, lint, test with the race detector
.PHONY: run build test test-packages test-program tools lint unit bench fuzz mutants soak properties clean

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

LINT_VERSION := v2.15.0
LINT := .work/bin/golangci-lint-$(LINT_VERSION)
INPUT ?= sample-data/acme

run: build
	@code=0; ./billable run --input $(INPUT) || code=$$?; \
	if [ $$code -ne 0 ] && [ $$code -ne 3 ]; then exit $$code; fi; \
	if [ $$code -eq 3 ]; then echo "Exit 3: published; some rows were rejected or a check has findings, as above."; fi

build: tools
	@go build -o billable ./cmd/billable

# DuckDB is C++ behind cgo, so a C compiler is needed beside Go.
tools:
	@command -v go >/dev/null || { \
		echo "make: Go is missing. Install Go $$(sed -n 's/^go //p' go.mod) or later: see https://go.dev/dl" >&2; exit 1; }
	@cc="$$(go env CC)"; command -v $${cc%% *} >/dev/null || { \
		echo "make: no C compiler ($$cc). Install one: apt-get install gcc g++" >&2; exit 1; }

test: tools tools-test
	@echo "== format"; out=$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null || find . -name '*.go')); \
		if [ -n "$$out" ]; then echo "make: not formatted, run gofmt -w on:" >&2; echo "$$out" >&2; exit 1; fi
	@echo "== vet"; go vet ./...
	@echo "== lint"; $(MAKE) --no-print-directory lint
	@echo "== test"; $(MAKE) --no-print-directory --jobs 2 --output-sync=line test-program test-packages

test-packages:
	@go test -race -timeout 30m $$(go list ./... | grep -v -e /cmd/billable -e /ingest$$)

# Two packages cost too much under the race detector to run whole: the program, whose
# nights take half as long again and which only wires what the others run side by side,
# and ingest, most of whose tests are about the bytes of one file. With it run two
# scripts, and the tests of ingest that read and write as a run does.
RACED_SCRIPTS := stages|publish
RACED_TESTS := Run|Ledger|Progress|RowGroups|Lake|Memory|Archive|Scan|Nights|Sample
test-program:
	@go test -timeout 30m ./cmd/billable ./ingest
	@go test -race -timeout 30m -run 'TestScripts/($(RACED_SCRIPTS))$$' ./cmd/billable
	@go test -race -timeout 30m -run '$(RACED_TESTS)' ./ingest

unit: tools
	go test ./...

lint: $(LINT)
	$(LINT) run ./...

$(LINT):
	@mkdir -p .work/bin
	@echo "building golangci-lint $(LINT_VERSION), once"
	@GOBIN="$(CURDIR)/.work/bin/tmp" go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	@mv .work/bin/tmp/golangci-lint $(LINT); rmdir .work/bin/tmp

# A test of the workbook opens it in LibreOffice; people look at pages with poppler.
tools-test:
	@missing=""; \
	command -v libreoffice >/dev/null || missing="$$missing libreoffice-calc"; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then \
		echo "== install$$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
		echo "make: missing:$$missing. Install them as root: apt-get install$$missing" >&2; exit 1; \
	fi

# Prints the table of README's section Performance; takes some minutes and about
# 4 GB in the folder bench/.
bench: build
	@go build -o .work/bin/bench ./cmd/bench
	@.work/bin/bench $(BENCH)

# Runs every fuzz target of ingest for FUZZTIME, one at a time. What it finds is a
# file in ingest/testdata/fuzz: keep it, it is a test from then on.
FUZZTIME ?= 10m
fuzz: tools
	@for target in $$(grep -ho '^func Fuzz[A-Za-z]*' ingest/*_test.go | sed 's/^func //'); do \
		echo "== $$target"; \
		go test ./ingest -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 200x -parallel 1; \
	done

# Changes every word of the queries, one at a time, and expects a row to notice;
# survivors stand in transform/survivors.csv with their reason. Takes minutes.
mutants: tools
	go test -timeout 60m -v -run 'TestMutants|TestOtherMutants' ./transform -args -all-mutants | { grep -v '^=== ' || true; }

# Asks the properties of money (prices, replayed bills, currencies, forecasts) of
# 100,000 invented cases each. Takes some minutes.
properties: tools
	BILLABLE_PROPERTY_CASES=100000 go test -timeout 60m -v -run TestProperties ./transform

# Holds the queries to the reference on a million accounts of 320 invented nights,
# each with its organisation and config, and prints how often each rule decided.
# Takes an hour or more.
SOAK_NIGHTS ?= 320
SOAK_PEOPLE ?= 7500
soak: tools
	BILLABLE_DIFFERENTIAL_NIGHTS=$(SOAK_NIGHTS) BILLABLE_DIFFERENTIAL_PEOPLE=$(SOAK_PEOPLE) \
		go test -timeout 6h -v -run TestQueriesAgreeWithTheReference ./transform

clean:
	rm -rf billable .work
