#include "core/eval/cell.h"

#include <algorithm>

namespace prevenance {

MissingId MissingSets::of(TextId name) {
    unions_.push_back({name, none});
    return static_cast<MissingId>(unions_.size() - 1);
}

MissingId MissingSets::join(MissingId left, MissingId right) {
    unions_.push_back({left, right});
    return static_cast<MissingId>(unions_.size() - 1);
}

void MissingSets::list(MissingId set, std::vector<TextId>& names) {
    names.clear();
    if (set == 0) return;
    ++visit_;
    visited_.resize(std::max(visited_.size(), unions_.size()));
    pending_.assign(1, set);
    while (!pending_.empty()) {
        auto const next = pending_.back();
        pending_.pop_back();
        if (next == 0 || visited_[next] == visit_) continue;
        visited_[next] = visit_;
        auto const [left, right] = unions_[next];
        if (right != none) {
            pending_.push_back(right);
            pending_.push_back(left);
            continue;
        }
        if (named_.size() <= left) named_.resize(left + 1);
        if (named_[left] == visit_) continue;
        named_[left] = visit_;
        names.push_back(left);
    }
}

} // namespace prevenance
