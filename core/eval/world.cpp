#include "core/eval/world.h"

namespace prevenance {

void AnswerHistory::change(RuleId situation) {
    Reads const changed = bit_of(situation);
    if (situation >= bits_.size()) bits_.resize(situation + 1, unanswered);
    if (bits_[situation] == unanswered) {
        bits_[situation] = static_cast<std::uint8_t>(next_bit_);
        next_bit_ = (next_bit_ + 1) % unanswered;
    }
    for (auto& changes : changes_)
        changes |= changed;
    ++now_;
    changes_[now_ % remembered] = 0;
}

Memo const Memos::blank;

Memo& Memos::in_new_page(std::size_t index) {
    auto& page = pages_[index / page_size];
    page = std::make_unique<Page>();
    return (*page)[index % page_size];
}

void Memos::copy(Memos const& other) {
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        if (other.pages_[i] != nullptr) {
            pages_[i] = std::make_unique<Page>(*other.pages_[i]);
        } else {
            pages_[i].reset();
        }
    }
}

World& Worlds::acquire(std::size_t node_count, std::size_t rule_count) {
    if (idle_.empty()) {
        all_.push_back(std::make_unique<World>());
        idle_.push_back(all_.back().get());
    }
    World& world = *idle_.back();
    idle_.pop_back();
    world.hypotheses.clear();
    world.amendment.clear();
    world.is_amended = false;
    world.keeps_between_questions = false;
    world.forget(node_count, rule_count);
    return world;
}

void Worlds::release(World& world) {
    release_contexts(world);
    idle_.push_back(&world);
}

void Worlds::release_contexts(World& world) {
    for (auto const& [context, inner] : world.contexts)
        release(*inner);
    world.contexts.clear();
}

} // namespace prevenance
