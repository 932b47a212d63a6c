//! Pages: text, rules, panels and QR codes at places, and the file they make.
//! Owns points and the PDF; refuses to know what a paper says. Start at [`Canvas::text`].
//!
//! `y` counts down from the top of the page, in points; A4 throughout.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, FontId, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Pt, Rect, Rgb, TextItem, TextMatrix, TextRenderingMode,
};
use subsetter::GlyphRemapper;

use crate::PaperError;
use crate::fonts::{Face, FaceKey, Fonts, Heaviness};
use crate::text::{Line, Run, set};

/// Width of the page in points.
pub(crate) const PAGE_WIDTH: f32 = 595.28;
/// Height of the page in points.
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// Space between a line and the next, as a multiple of the size: room for stacked vowels.
const LEADING: f32 = 1.5;

/// A colour: red, green and blue, 0 to 255.
pub(crate) type Ink = [u8; 3];

/// Space left free on every side of the page, in points.
pub(crate) const MARGIN: f32 = 48.0;
pub(crate) const INNER: f32 = PAGE_WIDTH - 2.0 * MARGIN;
pub(crate) const TEAL: Ink = [15, 92, 92];
pub(crate) const MIST: Ink = [234, 243, 242];
pub(crate) const SLATE: Ink = [84, 99, 104];
pub(crate) const TEXT: Ink = [24, 36, 40];
pub(crate) const WHITE: Ink = [255, 255, 255];

/// How a text looks and where its lines start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub size: f32,
    pub heaviness: Heaviness,
    pub ink: Ink,
    pub rtl: bool,
    pub centred: bool,
}

impl Style {
    /// From one line to the next.
    pub fn step(self) -> f32 {
        self.size * LEADING
    }
}

pub(crate) struct Canvas<'f> {
    fonts: &'f Fonts,
    ops: Vec<Op>,
    pages: Vec<Vec<Op>>,
    used: BTreeMap<FaceKey, (Face, GlyphRemapper)>,
}

impl<'f> Canvas<'f> {
    pub fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, ops: Vec::new(), pages: Vec::new(), used: BTreeMap::new() }
    }

    /// The height a text would take.
    pub fn height(&self, text: &str, width: f32, style: Style) -> Result<f32, PaperError> {
        Ok(self.lines(text, width, style)?.len() as f32 * style.step())
    }

    /// Ends the page and begins the next.
    pub fn next_page(&mut self) {
        self.pages.push(std::mem::take(&mut self.ops));
    }

    /// Draws onto every page what only the finished paper knows: the page's number, from 1, of how many.
    pub fn stamp(
        &mut self,
        draw: impl Fn(&mut Self, usize, usize) -> Result<(), PaperError>,
    ) -> Result<(), PaperError> {
        self.next_page();
        let pages = std::mem::take(&mut self.pages);
        let all = pages.len();
        for (at, ops) in pages.into_iter().enumerate() {
            self.ops = ops;
            draw(self, at + 1, all)?;
            if at + 1 < all {
                self.next_page();
            }
        }
        Ok(())
    }

    /// Sets a text into a box from its top; answers the height it took.
    pub fn text(&mut self, text: &str, x: f32, y: f32, width: f32, style: Style) -> Result<f32, PaperError> {
        let lines = self.lines(text, width, style)?;
        for (row, line) in lines.iter().enumerate() {
            self.line(line, x, y + row as f32 * style.step(), width, style);
        }
        Ok(lines.len() as f32 * style.step())
    }

    /// A text as lines, for whoever has to break it over pages.
    pub fn lines(&self, text: &str, width: f32, style: Style) -> Result<Vec<Line>, PaperError> {
        set(self.fonts, text, style.heaviness, style.size, width, style.rtl)
    }

    /// Draws one line into a box from its top.
    pub fn line(&mut self, line: &Line, x: f32, y: f32, width: f32, style: Style) {
        let spare = width - line.width;
        let mut pen = match (style.centred, style.rtl) {
            (true, _) => x + spare / 2.0,
            (false, true) => x + spare,
            (false, false) => x,
        };
        let baseline = PAGE_HEIGHT - (y + style.size * 1.1);
        for run in &line.runs {
            self.run(run, pen, baseline, style);
            pen += run.width;
        }
    }

    fn run(&mut self, run: &Run, x: f32, baseline: f32, style: Style) {
        let (_, remapper) = self.used.entry(run.key).or_insert_with(|| (run.face.clone(), GlyphRemapper::new()));
        let font = PdfFontHandle::External(font_id(run.key));
        let mut said = Vec::new();
        for part in run.glyphs.chunk_by(|one, next| !run.rtl || one.cluster == next.cluster) {
            // Extractors take what runs from right to left for its visual order and turn it around themselves,
            // so such a run is marked cluster by cluster, each as they expect it.
            let text = if run.rtl { part[0].text.chars().rev().collect() } else { run.text.clone() };
            said.push(Op::BeginMarkedContentWithProperties { tag: "Span".into(), properties: actual_text(&text) });
            said.push(Op::StartTextSection);
            said.push(Op::SetFillColor { col: colour(style.ink) });
            said.push(Op::SetFont { font: font.clone(), size: Pt(style.size) });
            // Extractors take a cluster's place from its first and its last glyph: where marks sit on a base, the
            // base opens (unseen) and closes it, or the gaps beside it would be read as spaces.
            let base = part.iter().filter(|_| part.len() > 1 && run.rtl).max_by(|a, b| a.advance.total_cmp(&b.advance));
            let marks = part.iter().filter(|glyph| base.is_none_or(|base| !std::ptr::eq(base, *glyph)));
            let unseen = base.iter().map(|glyph| (*glyph, TextRenderingMode::Invisible));
            let seen = marks.chain(base).map(|glyph| (glyph, TextRenderingMode::Fill));
            for (glyph, mode) in unseen.chain(seen) {
                let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x + glyph.x, baseline + glyph.y]);
                let shown = Codepoint::with_cid(remapper.remap(glyph.id), 0.0, glyph.text.clone());
                if base.is_some() {
                    said.push(Op::SetTextRenderingMode { mode });
                }
                said.push(Op::SetTextMatrix { matrix });
                said.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![shown])] });
            }
            said.push(Op::EndTextSection);
            said.push(Op::EndMarkedContent);
        }
        self.ops.append(&mut said);
    }

    /// A filled box.
    pub fn panel(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        let rectangle = Rect {
            x: Pt(x),
            y: Pt(PAGE_HEIGHT - y - height),
            width: Pt(width),
            height: Pt(height),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// A QR code `side` points wide, with its quiet zone.
    pub fn qr(&mut self, content: &str, x: f32, y: f32, side: f32) -> Result<(), PaperError> {
        let code = qrcode::QrCode::with_error_correction_level(content, qrcode::EcLevel::M)
            .map_err(|_| PaperError::QrTooLong { bytes: content.len() })?;
        let modules = code.width();
        let unit = side / (modules + 8) as f32;
        self.panel(x, y, side, side, [255, 255, 255]);
        for (at, _) in code.to_colors().iter().enumerate().filter(|(_, module)| **module == qrcode::Color::Dark) {
            let (column, row) = ((at % modules + 4) as f32, (at / modules + 4) as f32);
            // A hair over the module, so that no viewer shows seams between them.
            self.panel(x + column * unit, y + row * unit, unit * 1.02, unit * 1.02, [16, 24, 32]);
        }
        Ok(())
    }

    /// The file, its fonts cut to the glyphs it shows.
    pub fn finish(mut self, title: &str) -> Result<Vec<u8>, PaperError> {
        self.next_page();
        let mut document = PdfDocument::new(title);
        let mut warnings = Vec::new();
        for (key, (face, remapper)) in &self.used {
            let broken = PaperError::BrokenFont { script: key.0 };
            let cut = subsetter::subset(&face.bytes, face.index, remapper).map_err(|_| broken.clone())?;
            let parsed = ParsedFont::from_bytes(&cut, 0, &mut warnings).ok_or(broken)?;
            document.resources.fonts.map.insert(font_id(*key), printpdf::PdfFont::new(parsed));
        }
        let pages = self.pages.into_iter().map(|ops| PdfPage::new(Mm(210.0), Mm(297.0), ops));
        document.with_pages(pages.collect());
        Ok(document.save(&PdfSaveOptions::default(), &mut Vec::new()))
    }
}

fn font_id((script, heaviness): FaceKey) -> FontId {
    let weight = match heaviness {
        Heaviness::Regular => "Regular",
        Heaviness::Bold => "Bold",
    };
    FontId(format!("{script}{weight}"))
}

fn colour([r, g, b]: Ink) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}

/// What the glyphs say, for copying, searching and reading aloud (ISO 32000-1, 14.9.4): glyphs alone lose letters
/// wherever a cluster has several.
fn actual_text(text: &str) -> DictItem {
    let mut data = vec![0xFE, 0xFF];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    DictItem::Dict { map: BTreeMap::from([("ActualText".into(), DictItem::String { data, literal: false })]) }
}
