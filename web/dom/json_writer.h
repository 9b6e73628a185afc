// Writes JSON text piece by piece, commas included. Small: it travels to every phone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace prevenance {

/// The caller opens, closes and names in an order that makes sense; only commas and escapes are
/// looked after here. Text must be UTF-8.
class JsonWriter {
public:
    JsonWriter& open_object();
    JsonWriter& close_object();
    JsonWriter& open_array();
    JsonWriter& close_array();

    /// The name of what comes next. Written as it stands: a literal without quotes or escapes.
    JsonWriter& key(std::string_view name);

    JsonWriter& text(std::string_view text);
    JsonWriter& number(std::uint32_t number);
    JsonWriter& yes();

    /// The text so far; the writer is then empty again.
    std::string take();

private:
    void begin_value();
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);

    std::string out_;
    bool comma_ = false;
};

} // namespace prevenance
