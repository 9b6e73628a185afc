// Words of a command line as options: `--port 8080`, `--port=8080`, `--demonstration`.
#pragma once

#include "core/base/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace prevenance {

struct OptionKind {
    std::string_view name; ///< Without the two dashes.
    bool takes_value = true;
};

class Options {
public:
    /// Errors: bad_input, written for the person at the terminal, when a word is no option of
    /// `kinds`, comes twice, or lacks its value.
    static Result<Options>
    parse(std::span<std::string const> words, std::span<OptionKind const> kinds);

    bool has(std::string_view name) const { return values_.find(name) != values_.end(); }

    /// The value given, else `otherwise`.
    std::string value(std::string_view name, std::string_view otherwise = "") const;

private:
    std::map<std::string, std::string, std::less<>> values_;
};

} // namespace prevenance
