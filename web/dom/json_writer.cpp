#include "web/dom/json_writer.h"

#include <utility>

namespace prevenance {

void JsonWriter::begin_value() {
    if (comma_) out_ += ',';
    comma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
    begin_value();
    out_ += bracket;
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    out_ += bracket;
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::open_object() {
    return open('{');
}

JsonWriter& JsonWriter::close_object() {
    return close('}');
}

JsonWriter& JsonWriter::open_array() {
    return open('[');
}

JsonWriter& JsonWriter::close_array() {
    return close(']');
}

JsonWriter& JsonWriter::key(std::string_view name) {
    begin_value();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    begin_value();
    out_ += '"';
    for (char const letter : text) {
        auto const code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            out_ += '\\';
            out_ += letter;
        } else if (code < 0x20) {
            out_ += "\\u00";
            out_ += digits[code >> 4U];
            out_ += digits[code & 15U];
        } else {
            out_ += letter;
        }
    }
    out_ += '"';
    return *this;
}

JsonWriter& JsonWriter::number(std::uint32_t number) {
    begin_value();
    out_ += std::to_string(number);
    return *this;
}

JsonWriter& JsonWriter::yes() {
    begin_value();
    out_ += "true";
    return *this;
}

std::string JsonWriter::take() {
    comma_ = false;
    return std::exchange(out_, {});
}

} // namespace prevenance
