// Numbers and texts one after the other in a string of bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace prevenance {

class ByteWriter {
public:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7)
            bytes_ += static_cast<char>(value | 0x80);
        bytes_ += static_cast<char>(value);
    }

    /// Small numbers of either sign stay short.
    void difference(std::int64_t value) {
        auto const bits = static_cast<std::uint64_t>(value);
        number((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
    }

    /// Eight bytes, the lowest first.
    void real(double value) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        for (int i = 0; i < 8; ++i, bits >>= 8)
            bytes_ += static_cast<char>(bits & 0xFF);
    }

    void text(std::string_view text) {
        number(text.size());
        bytes_ += text;
    }

    std::string take() && { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// After the end, or after anything impossible, every answer is zero and ok() is false.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes)
        : left_(bytes) {}

    bool ok() const { return ok_; }

    bool at_end() const { return left_.empty(); }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            auto const byte = next();
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) return value;
        }
        return fail();
    }

    std::uint32_t small() {
        auto const value = number();
        return static_cast<std::uint32_t>(value <= 0xFFFF'FFFF ? value : fail());
    }

    std::int64_t difference() {
        auto const bits = number();
        return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
    }

    double real() {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 64; i += 8)
            bits |= std::uint64_t{next()} << i;
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return value;
    }

    std::string_view text() { return take(number()); }

    /// How many items follow; each takes a byte at least, so a count beyond the end is refused.
    std::size_t count() {
        auto const items = number();
        return static_cast<std::size_t>(items <= left_.size() ? items : fail());
    }

    std::string_view take(std::uint64_t size) {
        if (size > left_.size()) size = fail();
        auto const taken = left_.substr(0, static_cast<std::size_t>(size));
        left_.remove_prefix(taken.size());
        return taken;
    }

private:
    std::uint8_t next() {
        if (left_.empty()) return static_cast<std::uint8_t>(fail());
        auto const byte = static_cast<std::uint8_t>(left_.front());
        left_.remove_prefix(1);
        return byte;
    }

    std::uint64_t fail() {
        ok_ = false;
        left_ = {};
        return 0;
    }

    std::string_view left_;
    bool ok_ = true;
};

} // namespace prevenance
