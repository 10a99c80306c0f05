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
    foci: Vec<Option<Focus>>,
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
            let focus = crate::describe::main_focus(&group.members, foci, parties);
            if let Some(focus) = &focus
                && let (Some(kind), Some(actor)) = (tidings_names::event_type(&focus.kind), &focus.actor)
            {
                by_actor.entry((kind.kind, parties.side(actor).to_owned())).or_default().push(story);
            }
            main.push(focus);
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
        let actor = draft.actor.as_deref()?;
        let told = self.by_actor.get(&(first.kind.kind, parties.side(actor).to_owned()))?;
        let fits = |a: Option<&str>, b: &Option<String>| parties.kinship(a, b.as_deref()) >= Kinship::Side;
        let is_own = self.foci[story].as_ref().is_some_and(|focus| {
            focus.kind == first.kind.kind
                && fits(Some(actor), &focus.actor)
                && fits(draft.target.as_deref(), &focus.target)
        });
        if is_own {
            return None;
        }
        let mut found = told.iter().copied().filter(|&other| {
            let Some(focus) = self.foci[other].as_ref().filter(|_| other != story) else { return false };
            if !fits(Some(actor), &focus.actor) || !fits(draft.target.as_deref(), &focus.target) {
                return false;
            }
            match (draft.days, self.days[other]) {
                (Some(days), Some(told)) => days.gap(told) <= SLACK_DAYS,
                // An undated story is only recalled by what is itself placed in the past.
                (Some(days), None) => self.days[story].is_some_and(|own| days.last < own.first),
                (None, _) => false,
            }
        });
        // Two stories it may mean are none.
        let other = found.next()?;
        found.next().is_none().then_some(other)
    }
}
