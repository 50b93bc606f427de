// All subjects of the page, one line for each.
import {register} from '../engine/subjects.mjs';
import accreditation from './accreditation/index.mjs';
import count from './count/index.mjs';
import courier from './courier/index.mjs';
import duty from './duty/index.mjs';
import election from './election/index.mjs';
import escalation from './escalation/index.mjs';
import incident from './incident/index.mjs';
import narrative from './narrative/index.mjs';
import report from './report/index.mjs';
import response from './response/index.mjs';
import station from './station/index.mjs';
import tolerance from './tolerance/index.mjs';
import visit from './visit/index.mjs';

register([
  election,
  station,
  report,
  incident,
  escalation,
  tolerance,
  duty,
  narrative,
  response,
  count,
  accreditation,
  visit,
  courier
]);
