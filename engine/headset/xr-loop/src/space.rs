//! The play space: which reference space carries it, how far its middle lies from that space's,
//! and from when on the runtime puts it elsewhere. Its floor is at y = 0 and it looks along −z.

use crate::calls::{EYES, Eyes};
use openxr::{Posef, Quaternionf, ReferenceSpaceType as Kind, Vector3f, View, ViewStateFlags};

/// Best first: a floor that the wearer set up, the floor under them, where they started.
const KINDS: [Kind; 3] = [Kind::STAGE, Kind::LOCAL_FLOOR, Kind::LOCAL];
/// LOCAL begins at the eyes of whoever stands: the floor is so far below, metres.
const EYES_M: f32 = 1.6;

/// The best reference space of those that are offered; LOCAL is always there.
pub fn choose_space(offered: &[Kind]) -> Kind {
    KINDS.into_iter().find(|kind| offered.contains(kind)).unwrap_or(Kind::LOCAL)
}

/// Both views, if the runtime knows which way they look. Whether a position is *tracked* is not
/// asked: simulated headsets never say so. One that is not even valid stays where it was.
pub fn eyes_of(flags: ViewStateFlags, views: &[View], before: Option<&Eyes>) -> Option<Eyes> {
    let [left, right, ..] = views else { return None };
    if !flags.contains(ViewStateFlags::ORIENTATION_VALID) {
        return None;
    }
    let mut eyes: [View; EYES] = [*left, *right];
    for (index, eye) in eyes.iter_mut().enumerate() {
        let q = eye.pose.orientation;
        let square = q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w;
        if !square.is_finite() || square < 0.5 {
            return None;
        }
        if !flags.contains(ViewStateFlags::POSITION_VALID) {
            eye.pose.position = before.map_or_else(Vector3f::default, |b| b[index].pose.position);
        }
    }
    Some(eyes)
}

/// Where the play space lies in its reference space.
#[derive(Clone, Debug)]
pub struct PlaySpace {
    kind: Kind,
    /// Metres and radians about y: the wearer's own recentring.
    x_m: f32,
    z_m: f32,
    yaw: f32,
    /// Who sits is lifted so far, metres.
    seated_m: f32,
    /// From then on the reference space lies elsewhere.
    change_ns: Option<i64>,
}

impl Default for PlaySpace {
    fn default() -> Self {
        Self::new(Kind::LOCAL)
    }
}

impl PlaySpace {
    /// In the middle of this reference space.
    pub fn new(kind: Kind) -> Self {
        Self { kind, x_m: 0.0, z_m: 0.0, yaw: 0.0, seated_m: 0.0, change_ns: None }
    }

    /// What carries it.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its pose in the reference space, as the runtime is told.
    pub fn pose(&self) -> Posef {
        let floor_m = if self.kind == Kind::LOCAL { -EYES_M } else { 0.0 };
        let (sin, cos) = (self.yaw / 2.0).sin_cos();
        Posef {
            orientation: Quaternionf { x: 0.0, y: sin, z: 0.0, w: cos },
            position: Vector3f { x: self.x_m, y: floor_m - self.seated_m, z: self.z_m },
        }
    }

    /// Puts the middle under a head, given in the play space, and turns it to where the head looks.
    pub fn recentre(&mut self, head: &Posef) {
        let (sin, cos) = self.yaw.sin_cos();
        let p = head.position;
        self.x_m += p.x * cos + p.z * sin;
        self.z_m += p.z * cos - p.x * sin;
        self.yaw += yaw_of(head.orientation);
    }

    /// Lifts a head that sits, given in the play space, to where a standing one is.
    pub fn seat(&mut self, head: &Posef) {
        self.seated_m = (self.seated_m + EYES_M - head.position.y).clamp(0.0, EYES_M);
    }

    /// Lets it stand again.
    pub fn stand(&mut self) {
        self.seated_m = 0.0;
    }

    /// The runtime will move a reference space at that time.
    pub fn will_change(&mut self, kind: Kind, at_ns: i64) {
        if kind == self.kind {
            self.change_ns = Some(self.change_ns.map_or(at_ns, |at| at.max(at_ns)));
        }
    }

    /// True once, in the first frame that is shown after such a change. Our own recentring was
    /// against where the space lay before, so it is dropped.
    pub fn changes(&mut self, display_ns: i64) -> bool {
        if self.change_ns.is_none_or(|at| display_ns < at) {
            return false;
        }
        *self = Self { seated_m: self.seated_m, ..Self::new(self.kind) };
        true
    }
}

/// How far a head is turned about y, to the left, radians.
fn yaw_of(q: Quaternionf) -> f32 {
    // −z of the head, seen from above.
    let ahead_x = -2.0 * (q.x * q.z + q.w * q.y);
    let ahead_z = -(1.0 - 2.0 * (q.x * q.x + q.y * q.y));
    f32::atan2(-ahead_x, -ahead_z)
}
