// The page with both views: loaded when the canvas is chosen, it takes over what core_page.cpp had.
#include "web/app/canvas_painter.h"
#include "web/app/citizen_page.h"
#include "web/app/loop.h"
#include "web/app/this_town.h"
#include "web/platform/border.h"

int main() {
    static prevenance::CitizenPage page(prevenance::this_town());
    static prevenance::Loop loop(page);
    static prevenance::CanvasPainter painter(loop);
    prevenance::serve(static_cast<prevenance::Receiver&>(loop));
    prevenance::serve(static_cast<prevenance::Painter&>(painter));
    prevenance::start_page();
    return 0;
}
