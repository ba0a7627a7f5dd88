#!/bin/sh
# Installs the Debian packages that a step needs and that are missing; says what to do elsewhere.
#   python   a Python that can make environments
#   engine   a translation engine, where no Argos package is installed
#   tests    both, and what the tests drive: Java for the checkers, a browser, Pango, npm
set -eu

missing() {  # COMMAND PACKAGE...: prints the packages if the command does not succeed
    check=$1; shift
    sh -c "$check" >/dev/null 2>&1 || printf '%s ' "$@"
}

wanted() {
    case $1 in
        python) missing "${PYTHON:-python3} -c 'import ensurepip, venv'" python3-venv ;;
        engine)
            .venv/bin/bilingual engines --quiet >/dev/null 2>&1 ||
                printf 'apertium apertium-fr-es apertium-eng-spa '
            ;;
        tests)
            missing "apertium -l | grep -x '  fr-es'" apertium apertium-fr-es
            missing "apertium -l | grep -x '  spa-eng'" apertium apertium-eng-spa
            missing "command -v java" default-jre-headless
            missing "command -v chromium" chromium
            missing "command -v npm" nodejs npm
            missing "ldconfig -p | grep libpangoft2-1.0" libpango-1.0-0 libpangoft2-1.0-0
            missing "ldconfig -p | grep libatomic.so.1" libatomic1  # Playwright's driver wants it
            missing "fc-list | grep ." fontconfig fonts-liberation
            ;;
    esac
}

packages=$(wanted "$1")
[ -n "$packages" ] || exit 0
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "Not installed, and this script only knows apt-get as root: $packages" >&2
    [ "$1" = tests ]  # tests skip what they cannot drive; the other steps need it
    exit
fi
echo "Installing $packages..."
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
apt-get install -y -qq --no-install-recommends $packages >/dev/null
