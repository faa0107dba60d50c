# Sourced by the other scripts: makes sure that a virtual environment is active in which the
# package is installed as requirements.lock says. Usage: environment EXTRAS  ("" or "dev").
# A stamp in the environment makes the second call quick.

environment() {
    local extras=$1 python stamp wanted
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    cd "$root" || return 1
    if [ -z "${VIRTUAL_ENV:-}" ]; then
        if [ ! -x .venv/bin/python ]; then
            python=${PYTHON:-python3}
            "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || {
                echo "Python 3.11, 3.12 or 3.13 is needed; set PYTHON to one." >&2
                return 1
            }
            "$python" -m venv .venv || return 1
        fi
        VIRTUAL_ENV=$root/.venv
        export VIRTUAL_ENV PATH="$root/.venv/bin:$PATH"
    fi
    stamp=$VIRTUAL_ENV/.claim-attribution-kg
    wanted=$(cat setup.cfg pyproject.toml requirements.lock | cksum)" $root"
    if [ -f "$stamp" ] && { [ "$(cat "$stamp")" = "$wanted dev" ] || [ "$(cat "$stamp")" = "$wanted $extras" ]; }; then
        return 0
    fi
    echo "Installing the package and what it needs ..." >&2
    python -m pip install --quiet --disable-pip-version-check \
        --constraint requirements.lock --editable ".${extras:+[$extras]}" >&2 || return 1
    echo "$wanted $extras" > "$stamp"
}
