/** An age as kubectl prints it. Source: k8s.io/apimachinery pkg/util/duration HumanDuration. */
export function humanAge(from: string | undefined, to: string): string {
  const seconds = Math.floor((Date.parse(to) - Date.parse(from ?? '')) / 1000);
  if (Number.isNaN(seconds)) return '<unknown>';
  if (seconds < 0) return '0s';
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
  const pair = (big: number, unit: string, small: number, part: string): string =>
    small === 0 ? `${big}${unit}` : `${big}${unit}${small}${part}`;
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return pair(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  if (hours < 8) return pair(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return pair(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  return days < 2920 ? pair(Math.floor(days / 365), 'y', days % 365, 'd') : `${Math.floor(days / 365)}y`;
}
