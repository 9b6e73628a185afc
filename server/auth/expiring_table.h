// Things that a browser holds the only key of, for a while: sessions, logins under way.
#pragma once

#include "server/auth/instant.h"
#include "server/auth/secret.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace prevenance {

struct ExpiryRules {
    std::chrono::seconds idle_max;
    std::chrono::seconds age_max;
    std::size_t entries_max;
};

/// Values by secret. Only digests of the secrets are kept, so that neither a copy of the memory nor
/// the time that a look-up takes helps to find one. Safe to share between threads.
template <typename T>
class ExpiringTable {
public:
    explicit ExpiringTable(ExpiryRules rules)
        : rules_(rules) {}

    /// Keeps `value` under `secret`, which nobody else may hold. False when the table is full of
    /// entries that still live.
    bool add(std::string_view secret, T value, Instant now) {
        std::lock_guard const lock(mutex_);
        if (entries_.size() >= rules_.entries_max) forget_expired(now);
        if (entries_.size() >= rules_.entries_max) return false;
        entries_.insert_or_assign(sha256(secret), Entry{std::move(value), now, now});
        return true;
    }

    /// A copy of the value, which is then as good as new for another `idle_max`.
    std::optional<T> use(std::string_view secret, Instant now) {
        std::lock_guard const lock(mutex_);
        auto const found = entries_.find(sha256(secret));
        if (found == entries_.end()) return std::nullopt;
        if (expired(found->second, now)) {
            entries_.erase(found);
            return std::nullopt;
        }
        found->second.used = now;
        return found->second.value;
    }

    /// The value, which is gone from the table afterwards, whatever the caller finds.
    std::optional<T> take(std::string_view secret, Instant now) {
        std::lock_guard const lock(mutex_);
        auto node = entries_.extract(sha256(secret));
        if (node.empty() || expired(node.mapped(), now)) return std::nullopt;
        return std::move(node.mapped().value);
    }

    std::size_t size() const {
        std::lock_guard const lock(mutex_);
        return entries_.size();
    }

private:
    struct Entry {
        T value;
        Instant made;
        Instant used;
    };

    bool expired(Entry const& entry, Instant now) const {
        return now - entry.used >= rules_.idle_max || now - entry.made >= rules_.age_max;
    }

    void forget_expired(Instant now) {
        std::erase_if(entries_, [&](auto const& item) { return expired(item.second, now); });
    }

    ExpiryRules rules_;
    mutable std::mutex mutex_;
    std::map<std::string, Entry> entries_;
};

} // namespace prevenance
