// The citizen's page as the loop drives it: one state, what it has fetched, and its screens.
#pragma once

#include "web/app/knowledge.h"
#include "web/app/loop.h"
#include "web/screens/state.h"

#include <vector>

namespace prevenance {

class CitizenPage final : public Application {
public:
    explicit CitizenPage(Town town);

    std::vector<Effect> update(Message const& message) override;
    Tree view() const override;

    State const& state() const { return state_; }

private:
    State state_;
    Knowledge knowledge_;
};

} // namespace prevenance
