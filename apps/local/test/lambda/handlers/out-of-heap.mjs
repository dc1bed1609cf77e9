export const handler = async () => {
  for (const kept = []; ; ) kept.push(Array.from({ length: 100_000 }, (_, i) => `${i}`));
};
