// Every screen in each of its situations, behind the real page, which begins with the canvas: what
// the browser tests of the canvas look at. The address names the situation; with `?html`, the page
// stays HTML.
#include "tests/web/screens/sample_states.h"
#include "web/app/loop.h"
#include "web/platform/border.h"
#include "web/screens/screens.h"

#include <algorithm>

namespace prevenance {

namespace {

class Gallery final : public Application {
public:
    Gallery()
        : samples_(sample_states()) {
        ENSURE(!samples_.empty());
    }

    std::vector<Effect> update(Message const& message) override {
        SampleState& sample = samples_[shown_];
        switch (message.kind) {
        case Message::Kind::start:
            go(message.path.substr(0, message.path.find('?')));
            if (message.path.ends_with("?html")) return {};
            return {{Effect::Kind::view, "canvas", ""}};
        case Message::Kind::navigate:
            go(message.path.substr(0, message.path.find('?')));
            break;
        case Message::Kind::view:
            sample.state.renderer = message.value == "canvas" ? Renderer::canvas : Renderer::html;
            break;
        case Message::Kind::press:
            if (message.action == "view") {
                bool const html = sample.state.renderer == Renderer::html;
                return {{Effect::Kind::view, html ? "canvas" : "html", ""}};
            }
            break;
        case Message::Kind::type:
        case Message::Kind::choose:
        case Message::Kind::submit:
        case Message::Kind::resource:
        case Message::Kind::idle:
            break;
        }
        return {};
    }

    Tree view() const override {
        Tree tree = show(samples_[shown_].state);
        tree.path = "/" + samples_[shown_].name;
        return tree;
    }

private:
    void go(std::string_view path) {
        Renderer const renderer = samples_[shown_].state.renderer;
        for (std::size_t index = 0; index < samples_.size(); ++index) {
            if (path == "/" + samples_[index].name) shown_ = index;
        }
        samples_[shown_].state.renderer = renderer;
    }

    std::vector<SampleState> samples_;
    std::size_t shown_ = 0;
};

} // namespace

} // namespace prevenance

int main() {
    static prevenance::Gallery gallery;
    static prevenance::Loop loop(gallery);
    prevenance::serve(loop);
    prevenance::start_page();
}
