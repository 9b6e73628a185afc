// The native program: finds the command that the first word names, and runs it.
#include "server/app/command.h"
#include "server/app/eval_command.h"
#include "server/app/serve_command.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace prevenance {

namespace {

constexpr std::array commands{&eval_command, &serve_command};

void print(std::FILE* stream, std::string_view text) {
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stream));
}

std::string overview() {
    std::string text = "usage: prevenance COMMAND [OPTIONS]\n\nCommands:\n";
    for (auto const* command : commands) {
        text += "  " + std::string(command->name);
        text.append(command->name.size() < 12 ? 12 - command->name.size() : 1, ' ');
        text += std::string(command->summary) + '\n';
    }
    return text + "\n`prevenance COMMAND --help` says more of each.\n";
}

bool asks_for_help(std::span<std::string const> words) {
    return std::any_of(words.begin(), words.end(), [](std::string const& word) {
        return word == "--help" || word == "-h";
    });
}

ExitCode run(std::span<std::string const> words) {
    if (words.empty()) {
        print(stderr, overview());
        return ExitCode::usage;
    }
    auto const command = std::find_if(commands.begin(), commands.end(), [&](auto const* known) {
        return known->name == words.front();
    });
    if (command == commands.end()) {
        bool const help = asks_for_help(words.first(1)) || words.front() == "help";
        if (!help) print(stderr, "prevenance: no command '" + words.front() + "'\n\n");
        print(help ? stdout : stderr, overview());
        return help ? ExitCode::success : ExitCode::usage;
    }
    if (asks_for_help(words.subspan(1))) {
        print(stdout, (*command)->help);
        return ExitCode::success;
    }
    return (*command)->run(words.subspan(1));
}

} // namespace

} // namespace prevenance

int main(int count, char** words) {
    try {
        std::vector<std::string> const arguments(words + 1, words + count);
        return static_cast<int>(prevenance::run(arguments));
    } catch (std::exception const& caught) {
        static_cast<void>(std::fprintf(stderr, "prevenance: %s\n", caught.what()));
        return static_cast<int>(prevenance::ExitCode::failure);
    }
}
