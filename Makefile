.POSIX:

MVN ?= mvn

help: ## Show this list (default)
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-8s %s\n", $$1, $$2 }' Makefile

build: ## Compile and package everything, without running a test
	$(MVN) -B -ntp package -DskipTests

test: ## Everything CI runs: compile checks, unit tests, format check, integration tests
	$(MVN) -B -ntp verify

matrix: ## The integration projects on other versions of Maven and Java, by hand: it takes its time
	./.ci/matrix

install: ## Put portman into the local Maven repository, for use in other projects
	$(MVN) -B -ntp install -DskipTests -DskipITs

format: ## Rewrite the Java sources in the one format the build accepts
	$(MVN) -B -ntp -q spotless:apply

demo: ## A guided tour on this machine
	./examples/demo.sh

clean: ## Remove everything the build made
	$(MVN) -B -ntp -q clean

.PHONY: help build test matrix install format demo clean
