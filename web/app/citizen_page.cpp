#include "web/app/citizen_page.h"

#include "web/app/update.h"
#include "web/screens/screens.h"

#include <utility>

namespace prevenance {

CitizenPage::CitizenPage(Town town) {
    state_.town = std::move(town);
}

std::vector<Effect> CitizenPage::update(Message const& message) {
    return prevenance::update(state_, knowledge_, message);
}

Tree CitizenPage::view() const {
    return show(state_);
}

} // namespace prevenance
