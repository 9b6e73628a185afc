#include "server/auth/base64url.h"

#include <cstdint>

namespace prevenance {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

std::string encode_base64url(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 4 / 3 + 2);
    std::uint32_t held = 0;
    unsigned held_bits = 0;
    for (char const byte : bytes) {
        held = (held << 8U | static_cast<unsigned char>(byte)) & 0xFFFFU;
        for (held_bits += 8; held_bits >= 6; held_bits -= 6)
            text += alphabet[held >> (held_bits - 6) & 63U];
    }
    if (held_bits > 0) text += alphabet[held << (6 - held_bits) & 63U];
    return text;
}

Result<std::string> decode_base64url(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t held = 0;
    unsigned held_bits = 0;
    for (char const letter : text) {
        auto const value = letter == '\0' ? std::string_view::npos : alphabet.find(letter);
        if (value == std::string_view::npos) {
            return Error{ErrorCode::bad_input, "not base64url: foreign letter"};
        }
        held = (held << 6U | static_cast<std::uint32_t>(value)) & 0xFFFFU;
        held_bits += 6;
        if (held_bits < 8) continue;
        held_bits -= 8;
        bytes += static_cast<char>(held >> held_bits & 0xFFU);
    }
    bool const spare_bits_clear = (held & ((1U << held_bits) - 1)) == 0;
    if (text.size() % 4 == 1 || !spare_bits_clear) {
        return Error{ErrorCode::bad_input, "not base64url: cut short or with spare bits"};
    }
    return bytes;
}

} // namespace prevenance
