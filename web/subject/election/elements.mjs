// The elements of this subject: loaded when a page draws one of them.
import './elections.mjs';
