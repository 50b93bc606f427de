// The elements of this subject: loaded when a page draws one of them.
import './list.mjs';
import './at-station.mjs';
import './trip.mjs';
