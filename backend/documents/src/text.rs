//! Text into glyphs: direction, script, face, shape, and lines that fit.
//! Owns the order of things on a line; refuses to know pages. Start at [`set`].

use std::ops::Range;

use rustybuzz::{BufferClusterLevel, Direction, UnicodeBuffer};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_script::{Script, UnicodeScript};

use crate::PaperError;
use crate::fonts::{Face, FaceKey, Fonts, Heaviness};

/// One glyph, placed from the start of its run, in points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    pub id: u16,
    pub x: f32,
    pub y: f32,
    pub advance: f32,
    pub text: String,
    /// Where the glyph's cluster starts in the run's text.
    pub cluster: usize,
}

/// Glyphs of one face, in the order they stand on the page, and the text they say.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub key: FaceKey,
    pub face: Face,
    pub glyphs: Vec<Glyph>,
    pub text: String,
    pub width: f32,
    pub rtl: bool,
}

/// A line, from left to right.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub runs: Vec<Run>,
    pub width: f32,
}

/// Sets a paragraph into lines no wider than `width` points, where words allow.
pub(crate) fn set(
    fonts: &Fonts,
    text: &str,
    heaviness: Heaviness,
    size: f32,
    width: f32,
    rtl: bool,
) -> Result<Vec<Line>, PaperError> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let base = if rtl { Level::rtl() } else { Level::ltr() };
        let bidi = ParagraphBidiInfo::new(paragraph, Some(base));
        let setter = Setter { fonts, bidi: &bidi, heaviness, size };
        for range in setter.breaks(width)? {
            lines.push(setter.line(range)?);
        }
    }
    Ok(lines)
}

/// A stretch of one direction, script and face.
type Item = (Range<usize>, Script, FaceKey, Face);

struct Setter<'a> {
    fonts: &'a Fonts,
    bidi: &'a ParagraphBidiInfo<'a>,
    heaviness: Heaviness,
    size: f32,
}

impl Setter<'_> {
    fn breaks(&self, width: f32) -> Result<Vec<Range<usize>>, PaperError> {
        let text = self.bidi.text;
        let (mut found, mut start, mut end) = (Vec::new(), 0, 0);
        for (at, opportunity) in linebreaks(text) {
            if end > start && self.line(trimmed(text, start..at))?.width > width {
                found.push(trimmed(text, start..end));
                start = end;
            }
            end = at;
            if opportunity == BreakOpportunity::Mandatory {
                found.push(trimmed(text, start..end));
                start = end;
            }
        }
        Ok(found)
    }

    fn line(&self, range: Range<usize>) -> Result<Line, PaperError> {
        let mut line = Line::default();
        if range.is_empty() {
            return Ok(line);
        }
        let (levels, runs) = self.bidi.visual_runs(range);
        for run in runs {
            let rtl = levels[run.start].is_rtl();
            let mut items = self.items(run)?;
            if rtl {
                items.reverse();
            }
            for (range, script, key, face) in items {
                let run = shape(&self.bidi.text[range], script, key, face, self.size, rtl)?;
                line.width += run.width;
                line.runs.push(run);
            }
        }
        Ok(line)
    }

    /// Cuts a run of one direction where its script or face changes.
    fn items(&self, range: Range<usize>) -> Result<Vec<Item>, PaperError> {
        let text = &self.bidi.text[range.clone()];
        let mut script = text.chars().map(|c| c.script()).find(|s| is_real(*s)).unwrap_or(Script::Latin);
        let mut items: Vec<Item> = Vec::new();
        for (at, c) in text.char_indices() {
            let at = range.start + at;
            let end = at + c.len_utf8();
            let own = c.script();
            if let (Script::Inherited, Some(last)) = (own, items.last_mut()) {
                last.0.end = end;
                continue;
            }
            if is_real(own) {
                script = own;
            }
            let (key, face) = self.face_of(c, script)?;
            match items.last_mut() {
                Some(last) if last.2 == key && last.1 == script => last.0.end = end,
                _ => items.push((at..end, script, key, face)),
            }
        }
        Ok(items)
    }

    /// The script's face, or for what all scripts share and it lacks, the Latin one.
    fn face_of(&self, c: char, script: Script) -> Result<(FaceKey, Face), PaperError> {
        let (key, face) = self.fonts.face(script, self.heaviness)?;
        if has(&face, c) {
            return Ok((key, face));
        }
        let (key, face) = self.fonts.face(Script::Latin, self.heaviness)?;
        if has(&face, c) || c.is_control() {
            return Ok((key, face));
        }
        Err(PaperError::NoGlyph { character: c })
    }
}

/// Whether a text begins in a script that is written from right to left.
pub(crate) fn reads_from_the_right(text: &str) -> bool {
    let first = text.chars().map(|c| c.script()).find(|s| is_real(*s));
    first.is_some_and(|s| matches!(s, Script::Arabic | Script::Hebrew | Script::Thaana | Script::Syriac | Script::Nko))
}

fn is_real(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

fn has(face: &Face, c: char) -> bool {
    let ignorable = matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    ignorable
        || rustybuzz::ttf_parser::Face::parse(&face.bytes, face.index).is_ok_and(|face| face.glyph_index(c).is_some())
}

fn shape(text: &str, script: Script, key: FaceKey, face: Face, size: f32, rtl: bool) -> Result<Run, PaperError> {
    let font = rustybuzz::Face::from_slice(&face.bytes, face.index).ok_or(PaperError::BrokenFont { script: key.0 })?;
    let scale = size / font.units_per_em() as f32;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    let tag = rustybuzz::ttf_parser::Tag(script.as_iso15924_tag());
    if let Some(script) = rustybuzz::Script::from_iso15924_tag(tag) {
        buffer.set_script(script);
    }
    buffer.set_cluster_level(BufferClusterLevel::MonotoneGraphemes);
    let shaped = rustybuzz::shape(&font, &[], buffer);
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.push(text.len());
    let mut glyphs = Vec::with_capacity(shaped.len());
    let mut pen = 0.0;
    for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let start = info.cluster as usize;
        let end = starts.iter().copied().find(|next| *next > start).unwrap_or(text.len());
        glyphs.push(Glyph {
            id: u16::try_from(info.glyph_id).map_err(|_| PaperError::BrokenFont { script: key.0 })?,
            x: pen + position.x_offset as f32 * scale,
            y: position.y_offset as f32 * scale,
            advance: position.x_advance as f32 * scale,
            text: text[start..end].to_owned(),
            cluster: start,
        });
        pen += position.x_advance as f32 * scale;
    }
    Ok(Run { key, face, glyphs, text: text.to_owned(), width: pen, rtl })
}
