// The elements of this subject: loaded when a page draws one of them.
import './compose.mjs';
import './overflow.mjs';
import './panel.mjs';
