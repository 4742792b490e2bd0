import { onTestFinished, test } from 'vitest';
import { Room } from './room';
import { startServer } from './server';
import { until } from './until';

test('a server that restarts finds its people again, who did nothing', async () => {
  const first = await startServer();
  onTestFinished(() => first.stop());
  const room = new Room(first.url);
  const ada = await room.joinedBy('Ada');

  await first.stop();
  await ada.page.getByText('Connection lost. Reconnecting…').waitFor();
  const second = await startServer({ httpPort: first.httpPort });
  onTestFinished(() => second.stop());

  await until('Ada is host of the room again', 30_000, async () => {
    const lost = await ada.page.getByText('Connection lost. Reconnecting…').isVisible();
    return !lost && (await ada.tiles()).includes('Ada, you');
  });
  const ben = await room.knockedAtBy('Ben');
  await ada.answers(ben, 'Allow');
  await ben.arrives();
}, 90_000);
