// The half of model_json that writes: rules in their order, because the order of rules counts.
#include "core/eval/format.h"
#include "core/wire/json.h"
#include "core/wire/model_json.h"

#include <algorithm>
#include <cmath>

namespace prevenance {

namespace {

void write(std::string& text, Source const& source, std::size_t level);

/// The level of a text that is all on one line.
constexpr std::size_t one_line = std::string::npos;

void break_line(std::string& text, std::size_t level) {
    if (level == one_line) return;
    text += '\n';
    text.append(level * 2, ' ');
}

/// ASCII that JSON writes as it stands.
bool is_plain(std::string_view written) {
    return std::all_of(written.begin(), written.end(), [](char letter) {
        return letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
    });
}

void write_text(std::string& text, std::string const& written) {
    if (is_plain(written))
        text.append(1, '"').append(written).append(1, '"');
    else
        text += format_json(nlohmann::json(written));
}

/// A whole number beyond 2^53 is read only when it is written as one that has lost its last digits.
void write_number(std::string& text, double number) {
    auto const written = print_shortest(number);
    bool const whole = written.find_first_of(".e") == std::string::npos;
    text += written;
    if (whole && std::abs(number) > 0x1p53) text += ".0";
}

void write_collection(std::string& text, Source const& source, std::size_t level) {
    bool const map = source.kind == Source::Kind::map;
    std::size_t const inside = level == one_line ? one_line : level + 1;
    text += map ? '{' : '[';
    for (std::size_t i = 0; i < source.items.size(); ++i) {
        if (i != 0) text += ',';
        break_line(text, inside);
        if (map) {
            write_text(text, source.keys[i]);
            text += level == one_line ? ":" : ": ";
        }
        write(text, source.items[i], inside);
    }
    if (!source.items.empty()) break_line(text, level);
    text += map ? '}' : ']';
}

void write(std::string& text, Source const& source, std::size_t level) {
    switch (source.kind) {
    case Source::Kind::null:
        text += "null";
        return;
    case Source::Kind::boolean:
        text += source.boolean ? "true" : "false";
        return;
    case Source::Kind::number:
        write_number(text, source.number);
        return;
    case Source::Kind::text:
        write_text(text, source.text);
        return;
    case Source::Kind::list:
    case Source::Kind::map:
        break;
    }
    write_collection(text, source, level);
}

} // namespace

std::string format_model_json(Source const& model) {
    std::string text;
    write(text, model, 0);
    return text + '\n';
}

std::string format_source_line(Source const& source) {
    std::string text;
    write(text, source, one_line);
    return text;
}

} // namespace prevenance
