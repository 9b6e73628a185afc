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
        std::string_view word = words[at];
        if (!word.starts_with("--")) return complaint("'" + words[at] + "' is no option");
        auto const equals = word.find('=');
        std::string const name(word.substr(2, equals == word.npos ? word.npos : equals - 2));
        auto const kind = std::find_if(kinds.begin(), kinds.end(), [&](OptionKind const& known) {
            return known.name == name;
        });
        if (kind == kinds.end()) return complaint("there is no option --" + name);
        if (options.has(name)) return complaint("--" + name + " is given twice");
        std::string value;
        if (equals != word.npos) {
            if (!kind->takes_value) return complaint("--" + name + " takes no value");
            value = word.substr(equals + 1);
        } else if (kind->takes_value) {
            if (at + 1 == words.size()) return complaint("--" + name + " needs a value");
            value = words[++at];
        }
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
