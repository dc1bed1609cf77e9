throw new TypeError('broken module');
