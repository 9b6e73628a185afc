// One word of the command line: `prevenance eval`, `prevenance serve`, …
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace prevenance {

/// What the program tells its caller when it ends (sysexits are too fine for people).
enum class ExitCode : int {
    success = 0,
    failure = 1, ///< The work was understood and could not be done.
    usage = 2,   ///< The words on the command line are off.
};

struct Command {
    std::string_view name;
    /// One line for the list that `prevenance --help` prints.
    std::string_view summary;
    /// What `prevenance NAME --help` prints: usage, options with their defaults, examples.
    std::string_view help;
    /// `arguments` are the words after the command's name; --help never reaches it.
    ExitCode (*run)(std::span<std::string const> arguments);
    /// The commands that a second word chooses between; then there is no help and no run.
    std::span<Command const* const> parts = {};
};

} // namespace prevenance
