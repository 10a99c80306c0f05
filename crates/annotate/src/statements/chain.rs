//! Who reports whom: the reports of a sentence put into one another.

use super::Teller;
use super::cues::{Report, Who};
use super::lexicon::Small;
use tidings_model::Speaker;

/// A report with its chain.
pub(super) struct Told {
    pub(super) report: Report,
    pub(super) outer: Vec<Speaker>,
    pub(super) inner: Vec<Speaker>,
}

/// A report with the places of the reports round it.
struct Plan {
    report: Report,
    /// Reports whose words hold this one and stand before their own cue.
    frames: Vec<usize>,
    /// Reports in whose clause this one stands.
    nested: Vec<usize>,
    /// Source phrases that belong to it.
    sources: Vec<usize>,
}

impl Teller<'_> {
    /// Puts the reports of a sentence into one another: who reports whom.
    pub(super) fn chains(&mut self, mut reports: Vec<Report>, sentence: (usize, usize)) -> Vec<Told> {
        self.part(&mut reports);
        let (phrases, verbs): (Vec<Report>, Vec<Report>) =
            reports.into_iter().partition(|report| report.phrase);
        let mut told: Vec<Told> = Vec::new();
        let mut reporters: Vec<Report> = Vec::new();
        for (index, report) in verbs.iter().enumerate() {
            // A report whose content holds another's cue and stands before it (`X sagte, dass …, berichtet Z`).
            let frames = verbs.iter().enumerate().any(|(other, inner)| {
                other != index
                    && report.content.1 <= report.cue.0
                    && report.content.0 <= inner.cue.0
                    && inner.cue.1 < report.content.1
                    && !report.direct
            });
            if frames {
                reporters.push(report.clone());
            }
        }
        let inner_verbs: Vec<Report> = verbs
            .into_iter()
            .filter(|report| !reporters.iter().any(|other| other.cue == report.cue))
            .collect();
        let mut used_phrases = vec![false; phrases.len()];
        let mut plan: Vec<Plan> = Vec::new();
        for (index, report) in inner_verbs.iter().enumerate() {
            let frames: Vec<usize> = (0..reporters.len())
                .filter(|&frame| {
                    reporters[frame].content.0 <= report.cue.0 && report.cue.1 < reporters[frame].content.1
                })
                .collect();
            let nested: Vec<usize> = (0..index)
                .filter(|&other| {
                    let outer = &inner_verbs[other];
                    outer.clause
                        && outer.content.0 <= report.cue.0
                        && report.cue.0 < outer.content.1
                        && !outer.who.is_empty()
                })
                .collect();
            let mut sources: Vec<usize> = Vec::new();
            for (phrase, source) in phrases.iter().enumerate() {
                let inside =
                    report.content.0 <= source.cue.0 && source.cue.1 < report.content.1 && !report.direct;
                let at_end = source.cue.1 + 2 >= sentence.1;
                let at_start = source.cue.0 <= sentence.0 + 1;
                let same_part =
                    source.cue.0 >= report.cue.1 && source.cue.0 - report.cue.1 < 16 || at_start || at_end;
                if !inside && same_part || inside && at_end {
                    sources.push(phrase);
                    used_phrases[phrase] = true;
                }
            }
            plan.push(Plan { report: report.clone(), frames, nested, sources });
        }
        let mut chains_so_far: Vec<Vec<Speaker>> = Vec::new();
        for Plan { mut report, frames, nested, sources } in plan {
            let mut outer: Vec<Speaker> = Vec::new();
            for phrase in sources {
                let source = &phrases[phrase];
                outer.extend(self.name(source));
                if report.content.0 < source.cue.0
                    && source.cue.0 < report.content.1
                    && source.cue.1 + 2 >= report.content.1
                {
                    report.content.1 = self.without_comma(source.cue.0);
                }
            }
            for frame in frames {
                report.content.1 = report.content.1.min(reporters[frame].content.1);
                outer.extend(self.name(&reporters[frame]));
            }
            if let Some(&nearest) = nested.last() {
                outer.extend(chains_so_far.get(nearest).cloned().unwrap_or_default());
            }
            outer.extend(self.speakers_of(&report.told));
            let inner = self.speakers_of(&report.cited);
            let mut whole = outer.clone();
            whole.extend(self.peek(&report));
            chains_so_far.push(whole);
            told.push(Told { report, outer, inner });
        }
        for (phrase, used) in phrases.into_iter().zip(used_phrases) {
            if used {
                continue;
            }
            // Inside what somebody says, it is that somebody's source.
            let outer = told
                .iter()
                .rev()
                .find(|other| {
                    other.report.clause
                        && other.report.content.0 <= phrase.cue.0
                        && phrase.cue.1 < other.report.content.1
                })
                .map(|other| {
                    let mut chain = other.outer.clone();
                    chain.extend(self.peek(&other.report));
                    (chain, other.report.content)
                });
            let mut report = phrase;
            let outer = match outer {
                Some((chain, content)) => {
                    report.content = (content.0.max(report.content.0), content.1.min(report.content.1));
                    chain
                }
                None => Vec::new(),
            };
            told.push(Told { report, outer, inner: Vec::new() });
        }
        for frame in reporters {
            // A frame around nothing that was told stands by itself.
            if !told
                .iter()
                .any(|told| frame.content.0 <= told.report.cue.0 && told.report.cue.1 < frame.content.1)
            {
                told.push(Told { report: frame, outer: Vec::new(), inner: Vec::new() });
            }
        }
        told.sort_by_key(|told| (told.report.content, told.report.cue));
        told
    }

    /// Ends what is said where a clause of the article's own begins: one that reports somebody else, or one that `but`
    /// opens and no conjunction takes up.
    pub(super) fn part(&self, reports: &mut [Report]) {
        let scene = self.scene;
        for report in reports.iter_mut().filter(|report| report.clause && !scene.lexicon.comma_that) {
            let (from, to) = report.content;
            let but = (from + 2..to.saturating_sub(3)).find(|&at| {
                scene.hits.is(at, Small::But)
                    && !scene.hits.is(at + 1, Small::That)
                    && !scene.hits.is(at, Small::That)
                    && !scene.in_speech(at)
                    && (scene.tokens.is_mark(at - 1, ',') || scene.hits.is(at + 1, Small::Subordinator))
            });
            if let Some(but) = but {
                report.content.1 = if scene.tokens.is_mark(but - 1, ',') { but - 1 } else { but };
            }
        }
        for index in 0..reports.len() {
            let (from, to) = reports[index].content;
            if reports[index].cue.0 >= from || reports[index].direct {
                continue;
            }
            let next = reports
                .iter()
                .filter(|other| {
                    !other.phrase
                        && other.cue.0 > reports[index].cue.1
                        && from < other.cue.0
                        && other.cue.0 < to
                })
                .map(|other| other.cue.0)
                .min();
            let Some(next) = next else { continue };
            let scene = self.scene;
            let cut = (from + 1..next).rev().find(|&at| {
                let opens = |small| scene.hits.is(at + 1, small);
                (scene.tokens.is_mark(at, ',') || scene.is_dash(at) || scene.tokens.is_mark(at, ';'))
                    && (opens(Small::But) || opens(Small::And) || opens(Small::Subordinator))
                    || scene.hits.is(at, Small::But)
            });
            if let Some(cut) = cut {
                reports[index].content.1 = cut;
                let own = reports[index].content;
                for other in reports.iter_mut() {
                    if other.content.0 < cut
                        && other.cue.0 > cut
                        && other.content.1 > own.1
                        && other.content.0 <= own.0
                    {
                        other.content.0 = cut + 1;
                    }
                }
            }
        }
    }

    /// The speakers of a report, without noting them.
    pub(super) fn peek(&self, report: &Report) -> Vec<Speaker> {
        report
            .who
            .iter()
            .flat_map(|who| match who {
                Who::Party(index) => self.naming.speakers(&self.scene.parties[*index], &self.memory),
                Who::Phrase(..) => Vec::new(),
            })
            .collect()
    }

    pub(super) fn without_comma(&self, at: usize) -> usize {
        if at > 0 && (self.scene.tokens.is_mark(at - 1, ',') || self.scene.is_dash(at - 1)) {
            at - 1
        } else {
            at
        }
    }

    pub(super) fn speakers_of(&mut self, parties: &[usize]) -> Vec<Speaker> {
        let scene = self.scene;
        parties
            .iter()
            .flat_map(|&index| self.naming.speakers(&scene.parties[index], &self.memory))
            .map(|mut speaker| {
                speaker.joint = false;
                speaker
            })
            .collect()
    }
}
