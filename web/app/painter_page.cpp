// The program that paints the canvas: fetched when the canvas is chosen, beside core_page.cpp,
// which tells it what is seen.
#include "web/app/canvas_painter.h"
#include "web/platform/canvas_border.h"

int main() {
    static prevenance::CanvasPainter painter;
    prevenance::serve(painter);
    prevenance::start_painter();
    return 0;
}
