# shellcheck shell=bash disable=SC2034
# Sourced by tools/run and tools/test: gets a Debian 12 machine ready, and is silent if it is.
# The caller has changed to the root of the project. Everything it says goes to stderr.

# Rust builds against these, and the program opens a window, a sound device and Vulkan with them.
packages_to_run=(
    gcc libc6-dev pkg-config libasound2-dev libudev-dev libx11-dev
    libxkbcommon-dev libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2
    libvulkan1 mesa-vulkan-drivers libopenxr-loader1
)
# A screen without a monitor, hands for it, a browser for the console, and pictures of both.
packages_to_test=(xvfb xauth xdotool chromium fonts-noto-cjk imagemagick)

# The target folder lies outside the clone, so that a fresh clone on the same machine stays warm.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/anlan/target}"
# The program is not started by cargo, which would tell Bevy where assets/ is.
export BEVY_ASSET_ROOT="${BEVY_ASSET_ROOT:-$PWD}"

say() {
    printf '%s\n' "$*" >&2
}

stop() {
    say "$0: $*"
    exit 1
}

# A debug build of Bevy for the first time: about 60 minutes of one core, and some to download.
minutes_of_first_build() {
    echo $((60 / $(nproc) + 5))
}

require_rust() {
    local wanted found
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    if ! command -v cargo >/dev/null || ! command -v rustc >/dev/null; then
        stop "cargo and rustc are not on the PATH: install Rust $wanted or later."
    fi
    found=$(rustc --version | cut -d ' ' -f 2)
    if [[ $(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1) != "$wanted" ]]; then
        stop "rustc is $found, and Anlan needs $wanted or later: run 'rustup update stable'."
    fi
}

# Installs those of the packages that are not there.
require_packages() {
    local package missing=() as_root=(env DEBIAN_FRONTEND=noninteractive)
    if ! command -v apt-get >/dev/null; then
        say "$0: this is not Debian, so these must be there under their own names: $*"
        return
    fi
    for package in "$@"; do
        dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' ||
            missing+=("$package")
    done
    if ((${#missing[@]} == 0)); then
        return
    fi
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            stop "these packages are missing and only root can install them: ${missing[*]}"
        as_root=(sudo "${as_root[@]}")
    fi
    say "Installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq </dev/null >&2 ||
        stop "apt-get could not update its lists."
    "${as_root[@]}" apt-get install -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "${missing[@]}" </dev/null >&2 ||
        stop "apt-get could not install ${missing[*]}"
}
