#include "server/authoring/template.h"

#include "core/base/date.h"
#include "core/base/text.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace prevenance {

namespace {

constexpr std::string_view for_each_key = "pour chaque";
constexpr std::string_view by_date_key = "selon la date";
constexpr std::string_view ago_key = "il y a";
constexpr std::string_view words_suffix = " en mots";
constexpr std::int64_t months_max = 120;
constexpr std::size_t nodes_max = 2'000'000;
constexpr std::int64_t range_max = 1'000;

using Binding = std::vector<std::pair<std::string, std::string>>;

Error template_error(Source const& where, std::string const& reason) {
    return {
        ErrorCode::bad_input,
        "line " + std::to_string(where.position.line) + ", column " +
            std::to_string(where.position.column) + ": " + reason};
}

/// `{month en mots}` where it still stands in a text; empty when none does.
std::string_view mark_of_words(std::string_view text) {
    auto const end = text.find(std::string(words_suffix) + "}");
    auto const begin = text.rfind('{', end);
    if (end == std::string_view::npos || begin == std::string_view::npos) return {};
    return text.substr(begin, end + words_suffix.size() + 1 - begin);
}

std::string substitute(std::string text, Binding const& binding) {
    for (auto const& [name, value] : binding) {
        auto const mark = "{" + name + "}";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.replace(at, mark.size(), value), at += value.size();
    }
    return text;
}

void substitute(Source& source, Binding const& binding) {
    source.text = substitute(std::move(source.text), binding);
    for (auto& key : source.keys)
        key = substitute(std::move(key), binding);
    for (auto& item : source.items)
        substitute(item, binding);
}

/// `1..8` written out; nothing when the text is no range.
std::optional<std::vector<std::string>> range_values(std::string_view text) {
    auto const dots = text.find("..");
    if (dots == std::string_view::npos) return std::nullopt;
    auto const first = parse_whole_number(trim(text.substr(0, dots)));
    auto const last = parse_whole_number(trim(text.substr(dots + 2)));
    if (!first || !last || *last < *first || *last - *first >= range_max) return std::nullopt;
    std::vector<std::string> values;
    for (auto number = *first; number <= *last; ++number)
        values.push_back(std::to_string(number));
    return values;
}

/// Each value of a variable, after its words where the pack gives some, since these may name it:
/// `{ 0: now, 1..4: "{n} ago" }`.
Result<std::vector<Binding>> variable_values(std::string const& variable, Source const& values) {
    std::vector<Binding> bindings;
    if (auto const range = range_values(values.text)) {
        for (auto const& value : *range)
            bindings.push_back({{variable, value}});
        return bindings;
    }
    if (values.kind == Source::Kind::text || values.items.empty())
        return template_error(values, "expected a list of values or a range such as 1..8");
    for (std::size_t i = 0; i < values.items.size(); ++i) {
        auto const& text = values.items[i].text;
        if (text.empty()) return template_error(values.items[i], "expected a text or a number");
        if (values.kind == Source::Kind::list) {
            bindings.push_back({{variable, text}});
            continue;
        }
        auto const& key = values.keys[i];
        for (auto const& value : range_values(key).value_or(std::vector{key}))
            bindings.push_back({{variable + std::string(words_suffix), text}, {variable, value}});
    }
    return bindings;
}

/// Every combination of the variables' values; the last variable turns fastest.
Result<std::vector<Binding>> all_bindings(Source const& variables) {
    if (variables.kind != Source::Kind::map || variables.items.empty())
        return template_error(variables, "expected `pour chaque: { variable: values }`");
    std::vector<Binding> bindings{{}};
    for (std::size_t i = 0; i < variables.keys.size(); ++i) {
        auto const values = TRY(variable_values(variables.keys[i], variables.items[i]));
        std::vector<Binding> longer;
        for (auto const& binding : bindings)
            for (auto const& value : values) {
                longer.push_back(binding);
                longer.back().insert(longer.back().end(), value.begin(), value.end());
            }
        bindings = std::move(longer);
    }
    return bindings;
}

/// `2026-04-01` as an expression writes it: `01/04/2026`. Nothing when it is no such day.
std::optional<std::string> expression_date(std::string_view day) {
    bool const shaped = day.size() == 10 && day[4] == '-' && day[7] == '-' &&
        parse_whole_number(day.substr(0, 4)) && parse_whole_number(day.substr(5, 2)) &&
        parse_whole_number(day.substr(8, 2));
    if (!shaped) return std::nullopt;
    auto const part = [&](std::size_t from, std::size_t size) {
        return std::string(day.substr(from, size));
    };
    return part(8, 2) + "/" + part(5, 2) + "/" + part(0, 4);
}

Source map_source(std::vector<std::string> keys, std::vector<Source> items, Position position) {
    Source map;
    map.kind = Source::Kind::map;
    map.keys = std::move(keys);
    map.items = std::move(items);
    map.position = position;
    return map;
}

/// `2026-04-01` and 3 months: `2026-07-01`. Days that a month lacks become its last one.
std::string months_later(std::string const& day, std::int64_t months) {
    auto const number = [&](std::size_t from, std::size_t size) {
        return *parse_whole_number(std::string_view(day).substr(from, size));
    };
    std::chrono::year_month const month = std::chrono::year{static_cast<int>(number(0, 4))} /
            std::chrono::month{static_cast<unsigned>(number(5, 2))} +
        std::chrono::months{months};
    std::chrono::year_month_day date = month / static_cast<int>(number(8, 2));
    if (!date.ok()) date = month / std::chrono::last;
    return format_iso_day(std::chrono::sys_days{date});
}

/// *il y a*: the scale as it stood so many months before. 0 when nothing is said.
Result<std::int64_t> months_ago(Source const& scale) {
    auto const* ago = scale.find(ago_key);
    if (ago == nullptr) return std::int64_t{0};
    auto text = trim(ago->text);
    if (text.ends_with(" mois")) text.remove_suffix(5);
    auto const months = parse_whole_number(text);
    if (!months || *months < 0 || *months > months_max)
        return template_error(*ago, "expected `il y a: 3 mois`, at most 120");
    return *months;
}

/// The branches of `variations`, newest day first, of a scale written in any order.
Result<Source> branches_by_date(Source const& scale) {
    if (scale.kind != Source::Kind::map || scale.items.empty())
        return template_error(scale, "expected `selon la date: { 2026-04-01: value, … }`");
    auto const ago = TRY(months_ago(scale));
    std::vector<std::pair<std::string, std::size_t>> days;
    for (std::size_t i = 0; i < scale.keys.size(); ++i) {
        if (scale.keys[i] == ago_key) continue;
        if (!expression_date(scale.keys[i]))
            return template_error(scale.items[i], "'" + scale.keys[i] + "' is no YYYY-MM-DD");
        days.emplace_back(ago == 0 ? scale.keys[i] : months_later(scale.keys[i], ago), i);
    }
    std::sort(days.rbegin(), days.rend());
    Source branches;
    branches.kind = Source::Kind::list;
    branches.position = scale.position;
    for (auto const& [day, index] : days) {
        auto const& value = scale.items[index];
        auto condition = text_source("date >= " + *expression_date(day), value.position);
        branches.items.push_back(
            map_source({"si", "alors"}, {std::move(condition), value}, value.position)
        );
    }
    return branches;
}

class Expander {
public:
    Result<Source> expand(Source source) {
        if (++nodes_ > nodes_max) return template_error(source, "too many copies");
        if (source.kind == Source::Kind::list) return expand_list(std::move(source));
        if (source.kind == Source::Kind::map) return expand_map(std::move(source));
        if (auto const mark = mark_of_words(source.text); !mark.empty())
            return template_error(source, "no value gives '" + std::string(mark) + "' its words");
        return source;
    }

private:
    /// The copies of `source`, each with its variables given and its own templates expanded.
    Result<std::vector<std::pair<Binding, Source>>> copies(Source const& source) {
        std::vector<std::pair<Binding, Source>> all;
        auto const bindings = TRY(all_bindings(*source.find(for_each_key)));
        for (auto const& binding : bindings) {
            Source body = source;
            auto const at = std::find(body.keys.begin(), body.keys.end(), for_each_key);
            auto const index = at - body.keys.begin();
            body.items.erase(body.items.begin() + index);
            if (!body.key_positions.empty())
                body.key_positions.erase(body.key_positions.begin() + index);
            body.keys.erase(at);
            substitute(body, binding);
            all.emplace_back(binding, TRY(expand(std::move(body))));
        }
        return all;
    }

    Status expand_item(Source item, std::vector<Source>& items) {
        if (item.find(for_each_key) == nullptr) {
            items.push_back(TRY(expand(std::move(item))));
            return Done{};
        }
        auto all = TRY(copies(item));
        for (auto& [binding, copy] : all) {
            bool const bare = copy.keys.size() == 1 && copy.keys[0] == "valeur";
            items.push_back(bare ? std::move(copy.items[0]) : std::move(copy));
        }
        return Done{};
    }

    Result<Source> expand_list(Source list) {
        std::vector<Source> items;
        for (auto& item : list.items)
            TRY(expand_item(std::move(item), items));
        list.items = std::move(items);
        return list;
    }

    static Status add_field(Source& map, std::string key, Source item, Position place) {
        if (key.find('{') != std::string::npos && item.kind == Source::Kind::map)
            return template_error(item, "nothing gives the variable of '" + key + "'");
        map.keys.push_back(std::move(key));
        map.items.push_back(std::move(item));
        map.key_positions.push_back(place);
        return Done{};
    }

    Status expand_field(Source& map, std::string const& key, Source item, Position place) {
        if (key == by_date_key) {
            auto const branches = TRY(branches_by_date(item));
            return add_field(map, "variations", TRY(expand(branches)), place);
        }
        if (item.find(for_each_key) == nullptr)
            return add_field(map, key, TRY(expand(std::move(item))), place);
        auto all = TRY(copies(item));
        for (auto& [binding, copy] : all)
            TRY(add_field(map, substitute(key, binding), std::move(copy), place));
        return Done{};
    }

    Result<Source> expand_map(Source map) {
        Source expanded = map_source({}, {}, map.position);
        for (std::size_t i = 0; i < map.items.size(); ++i) {
            auto const place = map.position_of(i);
            TRY(expand_field(expanded, map.keys[i], std::move(map.items[i]), place));
        }
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < expanded.keys.size(); ++i)
            if (!seen.insert(expanded.keys[i]).second)
                return template_error(expanded.items[i], "'" + expanded.keys[i] + "' stands twice");
        return expanded;
    }

    std::size_t nodes_ = 0;
};

} // namespace

Result<Source> expand_templates(Source model) {
    return Expander().expand(std::move(model));
}

} // namespace prevenance
