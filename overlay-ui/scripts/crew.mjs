// Shares jobs among as many tabs as the machine has cores.
import { availableParallelism } from 'node:os';

/** Calls `work(tab, job)` for every job; gives the answers in the jobs' order. */
export async function shared(chromium, jobs, work) {
  const answers = [];
  let next = 0;
  const worker = async () => {
    const tab = await chromium.openTab();
    while (next < jobs.length) {
      const at = next++;
      answers[at] = await work(tab, jobs[at]);
    }
    await tab.context().close();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, worker));
  return answers;
}
