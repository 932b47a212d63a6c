//! Languages: those of the pages, and those a paper can be printed in.

coded! {
    /// A language every page exists in.
    pub enum Locale {
        /// English.
        En = "en",
        /// French.
        Fr = "fr",
        /// Spanish.
        Es = "es",
        /// Arabic, mirrored.
        Ar = "ar",
    }
}

coded! {
    /// A language a worker's papers exist in.
    pub enum PaperLanguage {
        /// English.
        En = "en",
        /// French.
        Fr = "fr",
        /// Spanish.
        Es = "es",
        /// Arabic.
        Ar = "ar",
        /// Bengali.
        Bn = "bn",
        /// Nepali.
        Ne = "ne",
        /// Amharic.
        Am = "am",
    }
}

impl Locale {
    /// Whether the language is written from right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// The language of pages and mail for somebody whose papers are in a language: the same where pages exist
    /// in it, else English.
    pub const fn of_paper(language: PaperLanguage) -> Self {
        match language {
            PaperLanguage::Fr => Self::Fr,
            PaperLanguage::Es => Self::Es,
            PaperLanguage::Ar => Self::Ar,
            PaperLanguage::En | PaperLanguage::Bn | PaperLanguage::Ne | PaperLanguage::Am => Self::En,
        }
    }

    /// The language's name in itself, for a language switch.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::Ar => "العربية",
        }
    }
}

impl PaperLanguage {
    /// Whether the language is written from right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// The language's name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::Ar => "العربية",
            Self::Bn => "বাংলা",
            Self::Ne => "नेपाली",
            Self::Am => "አማርኛ",
        }
    }
}

impl From<Locale> for PaperLanguage {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::En => Self::En,
            Locale::Fr => Self::Fr,
            Locale::Es => Self::Es,
            Locale::Ar => Self::Ar,
        }
    }
}
