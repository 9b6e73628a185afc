#include "server/app/options.h"

#include <algorithm>

namespace prevenance {

namespace {

Error complaint(std::string text) {
    return Error{ErrorCode::bad_input, std::move(text)};
}

} // namespace

Result<Options>
Options::parse(std::span<std::string const> words, std::span<OptionKind const> kinds) {
    Options options;
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::string_view const word = words[at];
        if (!word.starts_with("--")) return complaint("'" + words[at] + "' is no option");
        auto const equals = std::min(word.find('='), word.size());
        std::string const name(word.substr(2, equals - 2));
        auto const kind = std::find_if(kinds.begin(), kinds.end(), [&](OptionKind const& known) {
            return known.name == name;
        });
        if (kind == kinds.end()) return complaint("there is no option --" + name);
        if (options.has(name)) return complaint("--" + name + " is given twice");
        bool const has_value = equals < word.size();
        if (has_value && !kind->takes_value) return complaint("--" + name + " takes no value");
        std::string value(word.substr(std::min(equals + 1, word.size())));
        if (kind->takes_value && !has_value && at + 1 < words.size()) value = words[++at];
        if (kind->takes_value && value.empty()) return complaint("--" + name + " needs a value");
        options.values_.emplace(name, std::move(value));
    }
    return options;
}

std::string Options::value(std::string_view name, std::string_view otherwise) const {
    auto const found = values_.find(name);
    return found == values_.end() ? std::string(otherwise) : found->second;
}

} // namespace prevenance
