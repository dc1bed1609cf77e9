import { mediaId } from './media.ts';

export const place = {
  city: 'Rio de Janeiro',
  country: 'Brazil',
  latitude: -22.9711,
  longitude: -43.1822,
};

export const edit = {
  title: 'Praia ao amanhecer',
  tags: { add: ['praia'], remove: ['IMG'] },
  favourite: true,
  date: '2024-05-06T07:08',
};

export const batch = { ids: [mediaId], edit: { tags: { add: ['praia'] }, archived: true } };

export const editedItem = { id: mediaId, result: 'edited' };
