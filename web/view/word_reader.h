// Takes 32-bit little-endian words off bytes that came from outside: for the readers of this
// folder.
#pragma once

#include "core/base/ensure.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace prevenance {

inline constexpr std::size_t word_bytes = 4;

/// Takes words off the front; the caller has checked that there are enough.
class WordReader {
public:
    explicit WordReader(std::span<std::byte const> bytes)
        : bytes_(bytes) {}

    std::uint32_t whole() {
        std::uint32_t word = 0;
        take(&word);
        return word;
    }

    /// Notes when one is not finite: see all_finite().
    float real() {
        float word = 0;
        take(&word);
        all_finite_ = all_finite_ && std::isfinite(word);
        return word;
    }

    bool all_finite() const { return all_finite_; }

    std::span<std::byte const> rest() const { return bytes_; }

private:
    void take(void* word) {
        ENSURE(bytes_.size() >= word_bytes);
        std::memcpy(word, bytes_.data(), word_bytes);
        bytes_ = bytes_.subspan(word_bytes);
    }

    std::span<std::byte const> bytes_;
    bool all_finite_ = true;
};

} // namespace prevenance
