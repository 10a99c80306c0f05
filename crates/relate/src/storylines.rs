//! Stories that follow on one another: what one story recalls is another story's main event.

use crate::claims::{Draft, story_days};
use crate::days::Days;
use crate::focus::Focus;
use crate::parties::{Kinship, Parties};
use crate::reports::Report;
use crate::stories::Group;
use rustc_hash::FxHashMap;
use tidings_model::Article;

/// An event recalled may lie so many days outside the days on which the other story was told.
const SLACK_DAYS: i64 = 21;

/// What each story is mainly about and when, to be found by what others recall.
pub(crate) struct MainEvents {
    foci: Vec<Vec<Focus>>,
    days: Vec<Option<Days>>,
    by_actor: FxHashMap<(&'static str, String), Vec<usize>>,
}

impl MainEvents {
    /// Looks at all stories.
    pub fn new(articles: &[Article], groups: &[Group], foci: &[Vec<Focus>], parties: &Parties) -> Self {
        let mut by_actor: FxHashMap<(&'static str, String), Vec<usize>> = FxHashMap::default();
        let mut main = Vec::with_capacity(groups.len());
        let mut days = Vec::with_capacity(groups.len());
        for (story, group) in groups.iter().enumerate() {
            let foci = crate::describe::main_foci(&group.members, foci, parties);
            for focus in &foci {
                let (Some(kind), Some(actor)) = (tidings_names::event_type(&focus.kind), &focus.actor) else {
                    continue;
                };
                let stories = by_actor.entry((kind.kind, parties.side(actor).to_owned())).or_default();
                if !stories.contains(&story) {
                    stories.push(story);
                }
            }
            main.push(foci);
            days.push(story_days(articles, &group.members));
        }
        Self { foci: main, days, by_actor }
    }

    /// The other story whose main event a claim of a story speaks of.
    pub fn recalled(
        &self,
        story: usize,
        draft: &Draft,
        reports: &[Report],
        parties: &Parties,
    ) -> Option<usize> {
        let first = &reports[*draft.reports.first()?];
        if first.kind.state || draft.previous {
            return None;
        }
        let (days, actor) = (draft.days?, draft.actor.as_deref()?);
        let told = self.by_actor.get(&(first.kind.kind, parties.side(actor).to_owned()))?;
        let fits = |focus: &Focus| -> Option<Kinship> {
            let kinship = parties
                .kinship(draft.actor.as_deref(), focus.actor.as_deref())
                .min(parties.kinship(draft.target.as_deref(), focus.target.as_deref()));
            (focus.kind == first.kind.kind && kinship >= Kinship::Unknown).then_some(kinship)
        };
        if self.foci[story].first().is_some_and(|focus| fits(focus) >= Some(Kinship::Side)) {
            return None;
        }
        let mut found = told.iter().copied().filter(|&other| {
            let Some(kinship) = self.foci[other].iter().filter_map(fits).max().filter(|_| other != story)
            else {
                return false;
            };
            match self.days[other] {
                // Half the parties do where the time is the other story's.
                Some(told) => days.gap(told) <= if kinship >= Kinship::Side { SLACK_DAYS } else { 0 },
                // An undated story is only recalled by what is itself placed in the past.
                None => kinship >= Kinship::Side && self.days[story].is_some_and(|own| days.last < own.first),
            }
        });
        // Two stories it may mean are none.
        let other = found.next()?;
        found.next().is_none().then_some(other)
    }
}
