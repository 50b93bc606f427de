// The elements of this subject: loaded when a page draws one of them.
import './bulk.mjs';
import './import.mjs';
import './list.mjs';
import './panel.mjs';
import './stations.mjs';
