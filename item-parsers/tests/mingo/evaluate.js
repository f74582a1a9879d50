// Reads {queries: [...], listings: [...]} from stdin; writes, for each query, which listings it finds.
import { Query } from "mingo";
import "mingo/init/system";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const { queries, listings } = JSON.parse(text);
const found = queries.map((query) => {
  const test = new Query(query);
  return listings.map((listing) => test.test(listing));
});
process.stdout.write(JSON.stringify(found));
