// A page that shows every role of the view tree, for eyes and for browser tests of the renderers.
#pragma once

#include "web/app/loop.h"

#include <string>

namespace prevenance {

/// Paths: `/` two doors, `/question`, `/erreur` the same with mistakes, `/resultats` amounts,
/// `/dossier` a timeline, `/attente`, `/panne`. Keeps what is typed, chosen and pressed.
class Specimen final : public Application {
public:
    std::vector<Effect> update(Message const& message) override;
    Tree view() const override;

private:
    std::string path_ = "/";
    std::string postal_code_;
    std::string answer_;
    std::string said_;
    bool english_ = false;
};

} // namespace prevenance
