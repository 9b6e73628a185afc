// The native program: finds the command that the first word names, and runs it.
#include "server/app/calculate_command.h"
#include "server/app/command.h"
#include "server/app/eval_command.h"
#include "server/app/pack_command.h"
#include "server/app/serve_command.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace prevenance {

namespace {

constexpr std::array commands{&calculate_command, &eval_command, &pack_command, &serve_command};

void print(std::FILE* stream, std::string_view text) {
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stream));
}

using Commands = std::span<Command const* const>;

/// `program`  the words so far: `prevenance`, `prevenance pack`.
std::string overview(Commands known, std::string const& program) {
    std::string text = "usage: " + program + " COMMAND [OPTIONS]\n\nCommands:\n";
    for (auto const* command : known) {
        text += "  " + std::string(command->name);
        text.append(command->name.size() < 12 ? 12 - command->name.size() : 1, ' ');
        text += std::string(command->summary) + '\n';
    }
    return text + "\n`" + program + " COMMAND --help` says more of each.\n";
}

bool asks_for_help(std::span<std::string const> words) {
    return std::any_of(words.begin(), words.end(), [](std::string const& word) {
        return word == "--help" || word == "-h";
    });
}

ExitCode run(std::span<std::string const> words, Commands known, std::string const& program) {
    if (words.empty()) {
        print(stderr, overview(known, program));
        return ExitCode::usage;
    }
    auto const command = std::find_if(known.begin(), known.end(), [&](auto const* each) {
        return each->name == words.front();
    });
    if (command == known.end()) {
        bool const help = asks_for_help(words.first(1)) || words.front() == "help";
        if (!help) print(stderr, program + ": no command '" + words.front() + "'\n\n");
        print(help ? stdout : stderr, overview(known, program));
        return help ? ExitCode::success : ExitCode::usage;
    }
    auto const rest = words.subspan(1);
    if (!(*command)->parts.empty())
        return run(rest, (*command)->parts, program + ' ' + words.front());
    if (asks_for_help(rest)) {
        print(stdout, (*command)->help);
        return ExitCode::success;
    }
    return (*command)->run(rest);
}

} // namespace

} // namespace prevenance

int main(int count, char** words) {
    try {
        std::vector<std::string> const arguments(words + 1, words + count);
        return static_cast<int>(prevenance::run(arguments, prevenance::commands, "prevenance"));
    } catch (std::exception const& caught) {
        static_cast<void>(std::fprintf(stderr, "prevenance: %s\n", caught.what()));
        return static_cast<int>(prevenance::ExitCode::failure);
    }
}
