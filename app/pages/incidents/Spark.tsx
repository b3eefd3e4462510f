/** When the requests of one incident began, over the time of all incidents: a word-sized picture, said in words beside it. */
export function Spark({ counts, colour }: { readonly counts: readonly number[]; readonly colour: string }) {
  const most = Math.max(1, ...counts);
  const width = 4 * counts.length;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} 20`}
      preserveAspectRatio="none"
      className="h-5 w-28 shrink-0 rounded-[2px] bg-sunken"
    >
      {counts.map((count, ix) => {
        const height = count === 0 ? 0 : Math.max(2, (count / most) * 20);
        // Slots of time have no other identity than their place.
        return height === 0 ? null : (
          <rect key={ix} x={ix * 4} y={20 - height} width={3.4} height={height} fill={colour} />
        );
      })}
    </svg>
  );
}
