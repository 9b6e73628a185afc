// Everything the page knows. Plain data: screens read it, update() changes it, nothing else does.
#pragma once

#include "core/base/date.h"
#include "web/screens/dossiers_state.h"
#include "web/screens/interview.h"
#include "web/screens/route.h"
#include "web/screens/town.h"

#include <cstdint>

namespace prevenance {

enum class Language : std::uint8_t { french, english };

/// Which renderer is seen.
enum class Renderer : std::uint8_t { html, canvas };

/// Why the page shows HTML though the canvas was asked for.
enum class ViewNotice : std::uint8_t {
    none,
    missing,  ///< The device has no WebGL.
    lost,     ///< It had, and lost it.
    contrast, ///< Forced colours or more contrast are asked for.
    network,  ///< What the canvas needs did not arrive.
};

struct State {
    Route route;
    Language language = Language::french;
    Renderer renderer = Renderer::html;
    bool kiosk = false;       ///< A public screen: nothing is kept, and leaving erases.
    bool erased = false;      ///< Just now, on request: the page says so once.
    bool idle_warned = false; ///< A kiosk is about to start afresh.
    ViewNotice view_notice = ViewNotice::none;
    Day today{};
    Town town;
    InterviewState interview;
    Session session;
    DossiersState dossiers;
};

} // namespace prevenance
