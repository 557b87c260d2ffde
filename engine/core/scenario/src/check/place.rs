//! Checking the place: props, parts, zones, spots, floor, people and where markers sit.

use super::Check;
use crate::file::*;
use crate::id::*;

impl Check<'_> {
    pub(super) fn inside(&mut self, path: String, at: &Metres3) {
        let Bounds { min, max } = self.file.bounds;
        let inside = (0..3).all(|i| (min[i]..=max[i]).contains(&at[i]));
        if !inside {
            self.finding(path, format!("{at:?} lies outside the bounds {min:?} to {max:?}"));
        }
    }

    fn size(&mut self, path: String, size: &Metres3) {
        if !size.iter().all(|s| (0.001..=100.0).contains(s)) {
            self.finding(path, format!("the size {size:?} must lie in 0.001–100 m on every side"));
        }
    }

    /// Props, parts, zones, spots, floor.
    pub(super) fn place(&mut self) {
        let f = self.file;
        if !(0..3).all(|i| f.bounds.min[i] < f.bounds.max[i]) {
            self.finding("bounds", "the lowest corner must lie below the highest on every axis");
        }
        if f.floor.is_empty() {
            self.finding("floor", "there is no floor to stand on");
        }
        for (i, rect) in f.floor.iter().enumerate() {
            for corner in [rect.min, rect.max] {
                let at = [corner[0], f.bounds.min[1].max(0.0), corner[1]];
                self.inside(format!("floor[{i}]"), &at);
            }
            if !(rect.min[0] < rect.max[0] && rect.min[1] < rect.max[1]) {
                self.finding(format!("floor[{i}]"), "the rectangle is empty");
            }
        }
        for (i, prop) in f.props.iter().enumerate() {
            self.size(format!("props[{i}].size"), &prop.size);
            if prop.kind != PropKind::Structure {
                self.inside(format!("props[{i}].pos"), &prop.pos);
            }
            for (j, part) in prop.parts.iter().enumerate() {
                let path = format!("props[{i}].parts[{j}]");
                if prop.parts[..j].iter().any(|earlier| earlier.id == part.id) {
                    self.finding(path.clone(), format!("`{}` is declared twice", part.id));
                }
                self.part(path, prop, part);
            }
        }
        for (i, zone) in f.zones.iter().enumerate() {
            self.size(format!("zones[{i}].size"), &zone.size);
            self.inside(format!("zones[{i}].pos"), &zone.pos);
        }
        for (i, spot) in f.spots.iter().enumerate() {
            self.inside(format!("spots[{i}].pos"), &spot.pos);
        }
        self.inside("start.pos".into(), &f.start.pos);
        for (i, spot) in f.routine.iter().enumerate() {
            self.known_spot(format!("routine[{i}]"), spot);
        }
    }

    fn part(&mut self, path: String, prop: &Prop, part: &Part) {
        if part.id.prop() != prop.id || part.id.as_str().matches('.').count() != 1 {
            let sentence = format!("`{}` must read `{}.part`", part.id, prop.id);
            self.finding(format!("{path}.id"), sentence);
        }
        self.size(format!("{path}.size"), &part.size);
        self.range(format!("{path}.travel_s"), "the travel in seconds", part.travel_s, 0.05..=20.0);
        let (first, second) = &part.ends;
        if first == second || first.is_empty() || second.is_empty() {
            self.finding(format!("{path}.ends"), "the two ends need two names");
        }
        if ![first, second].iter().any(|e| *e == part.start_end()) {
            let sentence =
                format!("it starts at `{}`, which is none of its ends", part.start_end());
            self.finding(format!("{path}.starts"), sentence);
        }
        let path = format!("{path}.motion");
        match part.motion {
            Motion::Turn { axis, degrees, .. } => {
                let length: f32 = axis.iter().map(|a| a * a).sum::<f32>().sqrt();
                self.range(path.clone(), "the length of the axis", length, 0.999..=1.001);
                self.range(path, "the angle in degrees", degrees, -720.0..=720.0);
            }
            Motion::Fall { by } if by[1] >= 0.0 => {
                self.finding(path, "what falls ends lower than it began");
            }
            Motion::Fall { .. } | Motion::Slide { .. } => {}
        }
    }

    pub(super) fn known_spot(&mut self, path: String, id: &SpotId) {
        if !self.file.spots.iter().any(|s| s.id == *id) {
            self.finding(path, format!("there is no spot `{id}`"));
        }
    }

    pub(super) fn known_agent(&mut self, path: String, id: &AgentId) {
        if !self.file.agents.iter().any(|a| a.id == *id) {
            self.finding(path, format!("there is no agent `{id}`"));
        }
    }

    pub(super) fn known_prop(&mut self, path: String, id: &PropId) {
        if !self.file.props.iter().any(|p| p.id == *id) {
            self.finding(path, format!("there is no prop `{id}`"));
        }
    }

    pub(super) fn known_part_end(&mut self, path: String, id: &PartId, end: Option<&str>) {
        let part = self.file.props.iter().flat_map(|p| &p.parts).find(|p| p.id == *id);
        match (part, end) {
            (None, _) => self.finding(path, format!("there is no part `{id}`")),
            (Some(part), Some(end)) if end != part.ends.0 && end != part.ends.1 => {
                let (first, second) = &part.ends;
                let sentence = format!("`{id}` ends at `{first}` or `{second}`, not at `{end}`");
                self.finding(path, sentence);
            }
            _ => {}
        }
    }

    pub(super) fn known<'i, T: PartialEq + std::fmt::Display + 'i>(
        &mut self,
        path: &str,
        what: &str,
        id: &T,
        mut all: impl Iterator<Item = &'i T>,
    ) {
        if !all.any(|x| x == id) {
            self.finding(path, format!("there is no {what} `{id}`"));
        }
    }

    pub(super) fn people(&mut self) {
        for (i, agent) in self.file.agents.iter().enumerate() {
            self.known_spot(format!("agents[{i}].spot"), &agent.spot);
            let path = format!("agents[{i}].height_m");
            self.range(path, "the body height in metres", agent.height_m, 1.4..=2.0);
        }
    }
}
