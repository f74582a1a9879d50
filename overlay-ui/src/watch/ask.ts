// The one way to ask for something about watches; the next view shows what became of it.
import type { WatchAction } from '../bindings/WatchAction';
import { send } from '../bridge';

export function ask(action: WatchAction): Promise<void> {
  return send({ do: 'watch', action });
}
