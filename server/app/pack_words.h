// What the `prevenance pack` commands share: their words, the model they work on, where they write.
#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/rules/diagnostic.h"
#include "core/rules/program.h"
#include "server/app/command.h"
#include "server/app/options.h"
#include "server/authoring/model_file.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Words of one of these commands: paths, and options that may be given several times.
class PackWords {
public:
    /// Errors: bad_input, written for the person at the terminal, when an option is unknown, lacks
    /// its value, or when there are not `paths_count` paths.
    static Result<PackWords> parse(
        std::span<std::string const> words,
        std::span<OptionKind const> kinds,
        std::size_t paths_count
    );

    std::vector<std::string> paths;

    bool has(std::string_view option) const { return options_.find(option) != options_.end(); }

    /// The last value given, else "".
    std::string value(std::string_view option) const;

    /// Every value given, in order.
    std::vector<std::string> values(std::string_view option) const;

    /// The day given by that option, else today.
    ///
    /// Errors: bad_input when it is no day written YYYY-MM-DD.
    Result<Day> day(std::string_view option) const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> options_;
};

/// A model as files and as a program.
struct LoadedPack {
    ModelFiles files;
    Program program;
};

/// Errors: those of read_model_files(); bad_input, with file, line and column, when the rules
/// cannot be compiled.
Result<LoadedPack> load_pack(std::string const& path);

/// `packs/rsa.yaml:3:7: rule 'rsa . montant': message; remedy`.
std::string describe_with_place(Diagnostic const& diagnostic, ModelFiles const& files);

/// Writes the whole file, or nothing of it.
///
/// Errors: unavailable, naming the file and what can be done.
Status write_file(std::string const& path, std::string_view bytes);

/// True when standard output is a terminal whose user did not refuse colours.
///
/// Source: https://no-color.org
bool writes_to_terminal();

/// Says on standard error how far long work is, when that is a terminal; else nothing.
class Progress {
public:
    Progress(std::string what, std::size_t total);
    ~Progress();
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;

    void advance();

private:
    std::string what_;
    std::size_t total_;
    std::size_t done_ = 0;
    bool shown_ = false;
};

/// What `prevenance NAME` answers when its words are off.
ExitCode refuse_words(std::string_view command, Error const& error);

/// What it answers when the work cannot be done.
ExitCode report_failure(std::string_view command, Error const& error);

} // namespace prevenance
