#include "server/app/pack_words.h"

#include "core/rules/compile.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

namespace prevenance {

namespace {

Error complaint(std::string text) {
    return Error{ErrorCode::bad_input, std::move(text)};
}

/// The kind of the option that `word` begins, or nullptr.
OptionKind const* kind_of(std::string_view word, std::span<OptionKind const> kinds) {
    auto const name = word.substr(2, word.find('=') - 2);
    auto const known = std::find_if(kinds.begin(), kinds.end(), [&](OptionKind const& kind) {
        return kind.name == name;
    });
    return known == kinds.end() ? nullptr : &*known;
}

} // namespace

Result<PackWords> PackWords::parse(
    std::span<std::string const> words, std::span<OptionKind const> kinds, std::size_t paths_count
) {
    PackWords read;
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::string const& word = words[at];
        if (!word.starts_with("--")) {
            read.paths.push_back(word);
            continue;
        }
        auto const* kind = kind_of(word, kinds);
        if (kind == nullptr) return complaint("there is no option " + word);
        auto& values = read.options_[std::string(kind->name)];
        auto const equals = word.find('=');
        if (!kind->takes_value) {
            if (equals != std::string::npos)
                return complaint(word + ": this option takes no value");
        } else if (equals != std::string::npos) {
            values.push_back(word.substr(equals + 1));
        } else {
            if (at + 1 == words.size()) return complaint(word + " needs a value");
            values.push_back(words[++at]);
        }
    }
    if (read.paths.size() == paths_count) return read;
    return complaint(
        paths_count == 1 ? "name one pack: a folder, or a .json or .yaml file"
                         : "name two packs: folders, or .json or .yaml files"
    );
}

std::string PackWords::value(std::string_view option) const {
    auto const found = options_.find(option);
    return found == options_.end() || found->second.empty() ? "" : found->second.back();
}

std::vector<std::string> PackWords::values(std::string_view option) const {
    auto const found = options_.find(option);
    return found == options_.end() ? std::vector<std::string>() : found->second;
}

Result<Day> PackWords::day(std::string_view option) const {
    if (has(option)) return parse_iso_day(value(option));
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

Result<LoadedPack> load_pack(std::string const& path) {
    LoadedPack pack;
    pack.files = TRY(read_model_files(path));
    auto compiled = compile(pack.files.model);
    if (!compiled.ok()) return complaint(describe_with_place(compiled.error(), pack.files));
    pack.program = std::move(compiled).value();
    return pack;
}

std::string describe_with_place(Diagnostic const& diagnostic, ModelFiles const& files) {
    Diagnostic told = diagnostic;
    told.position = {};
    auto const place = files.place(diagnostic.position);
    return place.empty() ? describe(told) : place + ": " + describe(told);
}

Status write_file(std::string const& path, std::string_view bytes) {
    namespace fs = std::filesystem;
    auto const failed = [&](std::string const& why) {
        return Error{
            ErrorCode::unavailable,
            path + ": cannot be written: " + why + "; check the folder and its permissions"};
    };
    auto const unfinished = path + ".part";
    {
        std::ofstream file(unfinished, std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) return failed("the disk refuses");
    }
    std::error_code error;
    fs::rename(unfinished, path, error);
    if (!error) return Done{};
    std::error_code ignored;
    fs::remove(unfinished, ignored);
    return failed(error.message());
}

bool writes_to_terminal() {
    char const* refused = std::getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) != 0 && (refused == nullptr || *refused == '\0');
}

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what))
    , total_(total)
    , shown_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
    if (shown_ && done_ != 0) std::cerr << "\r\033[K" << std::flush;
}

void Progress::advance() {
    ++done_;
    auto const step = std::max<std::size_t>(total_ / 100, 1);
    if (shown_ && done_ % step == 0)
        std::cerr << '\r' << what_ << ' ' << done_ << '/' << total_ << std::flush;
}

ExitCode refuse_words(std::string_view command, Error const& error) {
    std::cerr << "prevenance " << command << ": " << error.message << "\nsee prevenance " << command
              << " --help\n";
    return ExitCode::usage;
}

ExitCode report_failure(std::string_view command, Error const& error) {
    std::cerr << "prevenance " << command << ": " << error.message << '\n';
    return ExitCode::failure;
}

} // namespace prevenance
